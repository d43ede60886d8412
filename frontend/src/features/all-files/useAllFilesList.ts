import { FILE_TYPES } from '@/features/files/queries';
import { id, oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

/** The list of all files as the address has it, with the file that is looked at; and what the API is asked for. */
export function useAllFilesList() {
  return useStudioList({
    filters: { type: oneOf(FILE_TYPES), owner: id },
    sorts: ['createdAt', 'name', 'size'],
    aside: ['file'],
  });
}
