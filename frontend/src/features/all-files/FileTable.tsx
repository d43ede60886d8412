import { useQuery } from '@tanstack/react-query';
import { IconFiles } from '@tabler/icons-react';
import { lazy } from 'react';
import type { FileOut } from '@/api/types';
import { usePicked } from '@/features/bulk/usePicked';
import { StudioTable } from '@/features/lists/StudioTable';
import { useMay } from '@/features/roles/useMay';
import { useAllFilesMessages } from '@/lib/messages/library';
import { Later } from '@/ui/Later';
import { FileBulk } from './FileBulk';
import { FileFilters } from './FileFilters';
import { allFilesQuery } from './queries';
import { useAllFilesList } from './useAllFilesList';
import { useFileColumns } from './useFileColumns';

const FilePanel = lazy(() => import('@/features/files/FilePanel'));

/** Everyone's files, each with its details at the edge of the page. */
export function FileTable() {
  const t = useAllFilesMessages();
  const may = useMay();
  const { list, question } = useAllFilesList();
  const { params } = list;
  const picked = usePicked<FileOut>();
  // Looking at a file is not going to another page of the list.
  const look = (file: string) => list.change({ file, page: params.page });
  const picking = { picked, labelOf: ({ name }: FileOut) => t.pick(name), allLabel: t.pickPage };
  return (
    <>
      <StudioTable
        name="files"
        icon={IconFiles}
        t={t}
        list={list}
        found={useQuery(allFilesQuery(question))}
        columns={useFileColumns(({ id }) => look(id))}
        filters={<FileFilters list={list} />}
        picking={may('files:delete') ? picking : undefined}
      >
        <FileBulk picked={picked} />
      </StudioTable>
      <Later when={params.file !== ''}>
        <FilePanel fileId={params.file || null} onClose={() => look('')} />
      </Later>
    </>
  );
}
