import { useQuery } from '@tanstack/react-query';
import { IconFiles } from '@tabler/icons-react';
import { lazy } from 'react';
import type { FileOut } from '@/api/types';
import { usePicked } from '@/features/bulk/usePicked';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListBody } from '@/features/lists/ListBody';
import { ListPager } from '@/features/lists/ListPager';
import { NothingFound } from '@/features/lists/NothingFound';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useMay } from '@/features/roles/useMay';
import { useAllFilesMessages } from '@/lib/messages/library';
import { Later } from '@/ui/Later';
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
      <ListBody
        found={found}
        nothing={
          <NothingFound
            narrowed={Boolean(search || type || owner)}
            onClear={() => change(NO_FILTER)}
            icon={IconFiles}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
        {(page) => (
          <>
            <Table
              label={t.title}
              columns={columns.shown}
              rows={page.files}
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
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => change({ page: number })}
            />
          </>
        )}
      </ListBody>
      <Later when={params.file !== ''}>
        <FilePanel fileId={params.file || null} onClose={() => look('')} />
      </Later>
    </section>
  );
}
