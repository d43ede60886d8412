import { FileFigures } from '@/features/all-files/FileFigures';
import { FileTable } from '@/features/all-files/FileTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllFilesMessages } from '@/lib/messages/library';

export default function AllFilesPage() {
  const t = useAllFilesMessages();
  return (
    <StudioPage permission="files:read" title={t.title} sub={t.sub}>
      <FileFigures />
      <FileTable />
    </StudioPage>
  );
}
