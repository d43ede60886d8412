import { showDone } from '@/features/errors/toasts';
import { ChooseFiles } from '@/features/files/ChooseFiles';
import { DropOverlay } from '@/features/files/DropOverlay';
import { FileRoom } from '@/features/files/FileRoom';
import { QuotaBar } from '@/features/files/QuotaBar';
import { uploads } from '@/features/files/uploads';
import { useFileDrop } from '@/features/files/useFileDrop';
import { MemberPage } from '@/features/navigation/MemberPage';
import { useFilesMessages } from '@/lib/messages/files';

const upload = (files: File[]) => uploads.add(files);

export default function FilesPage() {
  const t = useFilesMessages();
  const over = useFileDrop({
    onFiles: upload,
    onFolders: () => showDone(t.drop.folders),
  });
  return (
    <MemberPage title={t.title} sub={t.sub} actions={<ChooseFiles label={t.upload} multiple onFiles={upload} />}>
      <QuotaBar />
      <FileRoom onFiles={upload} />
      <DropOverlay shown={over} />
    </MemberPage>
  );
}
