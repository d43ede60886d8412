import { useQuery } from '@tanstack/react-query';
import { LoadError } from '@/features/errors/LoadError';
import { useFilesMessages } from '@/lib/messages/files';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { FileDetails } from './FileDetails';
import { fileQuery } from './queries';

interface FilePanelProps {
  /** The file to show; null closes. */
  fileId: string | null;
  onClose: () => void;
}

/** Details of a file at the edge of the page. */
export default function FilePanel({ fileId, onClose }: FilePanelProps) {
  const t = useFilesMessages().details;
  const file = useQuery({ ...fileQuery(fileId ?? ''), enabled: fileId !== null });
  return (
    <SidePanel opened={fileId !== null} onClose={onClose} title={file.data?.name ?? t.title}>
      {file.isPending && <SkeletonRows count={4} />}
      {file.isError && !file.data && <LoadError error={file.error} onRetry={() => void file.refetch()} />}
      {file.data && <FileDetails key={file.data.id} file={file.data} onDeleted={onClose} />}
    </SidePanel>
  );
}
