import { FILE_TYPES } from '@/features/files/queries';
import { useStudioList } from '@/features/lists/useStudioList';
import type { AllFilesQuestion } from './queries';

/** The list of all files as the address has it, with the file that is looked at; and what the API is asked for. */
export function useAllFilesList() {
  const list = useStudioList({
    filters: ['type', 'owner'],
    sorts: ['createdAt', 'name', 'size'],
    aside: ['file'],
  });
  const { page, search, sort, order, params } = list;
  const question: AllFilesQuestion = {
    page,
    search,
    sort,
    order,
    type: FILE_TYPES.find((type) => type === params.type) ?? null,
    owner: params.owner,
  };
  return { list, question };
}
