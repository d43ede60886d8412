import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCloudUpload, IconSearchOff } from '@tabler/icons-react';
import { lazy } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import { ListPager } from '@/features/lists/ListPager';
import { useCurrentUser } from '@/features/session/context';
import { useMemberMessages } from '@/lib/messages/member';
import { useFilesMessages } from '@/lib/messages/files';
import { EmptyState } from '@/ui/EmptyState';
import { Later } from '@/ui/Later';
import { ChooseFiles } from './ChooseFiles';
import { FileGrid } from './FileGrid';
import { FilesToolbar } from './FilesToolbar';
import { FileTable } from './FileTable';
import { filesQuery } from './queries';
import { filterOf, useFilesParams } from './useFilesParams';
import grid from './FileGrid.module.css';
import classes from './FileRoom.module.css';

const FilePanel = lazy(() => import('./FilePanel'));

/** One's own files: find, look at, and manage them. */
export function FileRoom({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useFilesMessages();
  const lists = useMemberMessages().lists;
  const [params, change] = useFilesParams();
  const filter = filterOf(params);
  const me = useCurrentUser();
  const files = useQuery(filesQuery({ ...filter, owner: me.id }));
  const narrowed = filter.search !== '' || filter.type !== '';
  const open = (file: string) => change({ file, page: params.page });
  const Shown = params.view === 'list' ? FileTable : FileGrid;
  const total = files.data?.total;

  return (
    <>
      {(total !== 0 || narrowed) && <FilesToolbar params={params} onChange={change} />}
      {files.isPending && <TileSkeletons />}
      {files.isError && !files.data && <LoadError error={files.error} onRetry={() => void files.refetch()} />}
      {total === 0 && narrowed && (
        <EmptyState
          icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
          title={lists.noMatchTitle}
          text={lists.noMatch}
          action={
            <Button variant="default" onClick={() => change({ search: '', type: '' })}>
              {lists.clear}
            </Button>
          }
        />
      )}
      {total === 0 && !narrowed && (
        <div className={classes.empty}>
          <EmptyState
            icon={<IconCloudUpload size={36} stroke={1.4} aria-hidden="true" />}
            title={t.emptyTitle}
            text={t.empty}
            action={<ChooseFiles label={t.chooseFiles} multiple onFiles={onFiles} />}
          />
        </div>
      )}
      {files.data && files.data.total > 0 && (
        <>
          <Shown files={files.data.files} busy={files.isPlaceholderData} onOpen={({ id }) => open(id)} />
          <div className={classes.pager}>
            <ListPager
              page={filter.page}
              pages={files.data.pages}
              total={t.total(files.data.total)}
              onPage={(page) => change({ page })}
            />
          </div>
        </>
      )}
      <Later when={params.file !== ''}>
        <FilePanel fileId={params.file || null} onClose={() => open('')} />
      </Later>
    </>
  );
}

function TileSkeletons() {
  const t = useMemberMessages();
  return (
    <div className={grid.grid} role="status" aria-label={t.common.loading}>
      {Array.from({ length: 8 }, (_, tile) => (
        <Skeleton key={tile} height={212} radius="md" />
      ))}
    </div>
  );
}
