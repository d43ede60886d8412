import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { FileOut } from '@/api/types';
import { FILES_KEY, isBeingPrepared, type FileType } from '@/features/files/queries';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

type FileSort = 'createdAt' | 'name' | 'size';

interface AllFilesQuestion extends ListQuestion<FileSort> {
  type: FileType | null;
  owner: string;
}

/** How often a picture that is being prepared is asked for, in milliseconds. */
const PREPARED_MS = 2_000;

/** One page of everyone's files. */
export const allFilesQuery = (question: AllFilesQuestion) =>
  queryOptions({
    queryKey: [...FILES_KEY, 'all', question],
    queryFn: async ({ signal }) => {
      const { type, owner } = question;
      const query = {
        ...asked(question),
        ...(type && { 'filter[type]': [type] }),
        ...(owner && { 'filter[owner]': [owner] }),
      };
      return pageOf<FileOut>(await api.get('/files', { query, signal }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some(isBeingPrepared) ? PREPARED_MS : false),
  });

/** How many files there are, of a kind or in all. */
export const fileCountQuery = (type?: FileType) =>
  queryOptions({
    queryKey: [...FILES_KEY, 'count', type],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, fields: 'id', ...(type && { 'filter[type]': [type] }) };
      return (await api.get('/files', { query, signal })).pagination.total ?? 0;
    },
  });

export const deleteFile = ({ id }: FileOut) => api.delete('/files/{id}', { path: { id } });
