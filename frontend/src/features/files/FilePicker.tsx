import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { upload } from '@/api/upload';
import type { FileOut } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { ListPager } from '@/features/lists/ListPager';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { Meter } from '@/ui/Meter';
import { Notice } from '@/ui/Notice';
import { SearchField } from '@/ui/SearchField';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { ChooseFiles } from './ChooseFiles';
import { PICTURE_TYPES } from './kinds';
import { FILES_KEY, filesQuery } from './queries';
import { Thumbnail } from './Thumbnail';
import { useFileDrop } from './useFileDrop';
import { useUploadProblem } from './useUploadProblem';
import classes from './FilePicker.module.css';

interface FilePickerProps {
  opened: boolean;
  /** What is looked for. */
  kind: 'image';
  onPick: (file: FileOut) => void;
  onClose: () => void;
}

/** Lets one choose among one's own files, or upload a new one. */
export default function FilePicker({ opened, kind, onPick, onClose }: FilePickerProps) {
  const t = useFilesMessages().picker;
  return (
    <Dialog opened={opened} onClose={onClose} title={t.title} sub={t.sub} size="lg">
      <Choice kind={kind} onPick={onPick} />
    </Dialog>
  );
}

function Choice({ kind, onPick }: Pick<FilePickerProps, 'kind' | 'onPick'>) {
  const t = useFilesMessages();
  const format = useFormat();
  const [page, setPage] = useState(1);
  const [search, setSearch] = useState('');
  const files = useQuery(filesQuery({ page, search, type: kind, sort: 'createdAt' }));
  const { send, share, problem } = useUploadOne(onPick);
  const over = useFileDrop({ onFiles: ([file]) => file && void send(file) });

  return (
    <div className={classes.picker} data-over={over}>
      <div className={classes.tools}>
        <SearchField
          className={classes.search}
          label={t.search}
          value={search}
          onSearch={(text) => {
            setSearch(text);
            setPage(1);
          }}
        />
        <ChooseFiles
          label={t.picker.upload}
          accept={PICTURE_TYPES.join(',')}
          loading={share !== null}
          onFiles={([file]) => file && void send(file)}
        />
      </div>
      {share !== null && <Meter value={share} label={t.picker.uploading(format.percent(share))} />}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {files.isPending && <SkeletonRows count={3} picture />}
      {files.isError && !files.data && <LoadError error={files.error} onRetry={() => void files.refetch()} />}
      {files.data?.total === 0 && <EmptyState title={search ? t.picker.list : t.picker.empty} text={t.picker.drop} />}
      {files.data && files.data.total > 0 && (
        <ul className={classes.pictures} aria-label={t.picker.list} aria-busy={files.isPlaceholderData}>
          {files.data.files.map((file) => (
            <li key={file.id}>
              <button
                type="button"
                className={classes.picture}
                aria-label={t.picker.choose(file.name)}
                title={file.name}
                onClick={() => onPick(file)}
              >
                <Thumbnail file={file} />
                <span className={classes.name} aria-hidden="true">
                  {file.name}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.data && files.data.pages > 1 && (
        <ListPager
          page={page}
          pages={files.data.pages}
          total={t.total(files.data.total)}
          onPage={(next) => setPage(Number(next))}
        />
      )}
    </div>
  );
}

/** Uploads one picture and picks it at once. */
function useUploadOne(onPick: (file: FileOut) => void) {
  const t = useFilesMessages().picker;
  const problemText = useUploadProblem();
  const queries = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File) {
    if (share !== null) return;
    if (!PICTURE_TYPES.includes(file.type)) {
      setProblem(t.noImage);
      return;
    }
    setProblem(null);
    setShare(0);
    try {
      const kept = await upload(file, { onProgress: (sent, total) => setShare(total > 0 ? sent / total : 1) });
      void queries.invalidateQueries({ queryKey: FILES_KEY });
      // What only calls itself a picture has no measures.
      if (PICTURE_TYPES.includes(kept.contentType)) onPick(kept);
      else setProblem(t.noImage);
    } catch (error) {
      setProblem(problemText(error, file.size));
    } finally {
      setShare(null);
    }
  }

  return { send, share, problem };
}
