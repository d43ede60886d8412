import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFiles, IconSearchOff } from '@tabler/icons-react';
import { lazy } from 'react';
import type { FileOut } from '@/api/types';
import { usePicked } from '@/features/bulk/usePicked';
import { LoadError } from '@/features/errors/LoadError';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useMay } from '@/features/roles/useMay';
import { useAllFilesMessages } from '@/lib/messages/library';
import { useMemberMessages } from '@/lib/messages/member';
import { EmptyState } from '@/ui/EmptyState';
import { Later } from '@/ui/Later';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table } from '@/ui/Table';
import { FileBulk } from './FileBulk';
import { FilesToolbar } from './FilesToolbar';
import { allFilesQuery } from './queries';
import { NO_FILTER, useAllFilesFilter } from './useAllFilesFilter';
import { useFileColumns } from './useFileColumns';

const FilePanel = lazy(() => import('@/features/files/FilePanel'));

/** Everyone's files: searched, filtered, sorted, page by page, each with its details at the edge of the page. */
export function FileTable() {
  const t = useAllFilesMessages();
  const may = useMay();
  const [filter, params, change] = useAllFilesFilter();
  const picked = usePicked<FileOut>();
  const found = useQuery(allFilesQuery(filter));
  // Looking at a file is not going to another page of the list.
  const look = (file: string) => change({ file, page: params.page });
  const columns = useColumnChoice(
    'files',
    useFileColumns(({ id }) => look(id)),
  );
  const { search, type, owner } = params;
  return (
    <section className={list.card} aria-label={t.title}>
      <FilesToolbar params={params} onChange={change}>
        <ColumnMenu choices={columns.choices} onToggle={columns.toggle} />
      </FilesToolbar>
      <FileBulk picked={picked} />
      {found.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={8} picture />
        </div>
      )}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && (
        <Nothing narrowed={Boolean(search || type || owner)} onClear={() => change(NO_FILTER)} />
      )}
      {found.data && found.data.total > 0 && (
        <>
          <Table
            label={t.title}
            columns={columns.shown}
            rows={found.data.files}
            keyOf={(file) => file.id}
            sorting={{ by: filter.sort, order: filter.order }}
            onSort={({ by, order }) => change({ sort: by, order })}
            picking={
              may('files:delete')
                ? {
                    picked: picked.keys,
                    onPick: picked.pick,
                    labelOf: ({ name }) => t.pick(name),
                    allLabel: t.pickPage,
                  }
                : undefined
            }
            busy={found.isPlaceholderData}
          />
          <ListPager
            page={filter.page}
            pages={found.data.pages}
            total={t.total(found.data.total)}
            onPage={(page) => change({ page })}
          />
        </>
      )}
      <Later when={params.file !== ''}>
        <FilePanel fileId={params.file || null} onClose={() => look('')} />
      </Later>
    </section>
  );
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useAllFilesMessages();
  const lists = useMemberMessages().lists;
  if (!narrowed) {
    return (
      <EmptyState icon={<IconFiles size={28} stroke={1.5} aria-hidden="true" />} title={t.emptyTitle} text={t.empty} />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={lists.noMatchTitle}
      text={lists.noMatch}
      action={
        <Button variant="default" onClick={onClear}>
          {lists.clear}
        </Button>
      }
    />
  );
}
