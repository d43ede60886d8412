import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { FileOut } from '@/api/types';
import { FILES_KEY, isBeingPrepared, type FileType } from '@/features/files/queries';

export type FileSort = 'createdAt' | 'name' | 'size';

export interface AllFilesFilter {
  page: number;
  search: string;
  type: FileType | null;
  owner: string;
  sort: FileSort;
  order: 'asc' | 'desc';
}

const PAGE_SIZE = 20;

/** How often a picture that is being prepared is asked for, in milliseconds. */
const PREPARED_MS = 2_000;

/** One page of everyone's files. */
export const allFilesQuery = (filter: AllFilesFilter) =>
  queryOptions({
    queryKey: [...FILES_KEY, 'all', filter],
    queryFn: async ({ signal }) => {
      const { page, search, type, owner, sort, order } = filter;
      const query = {
        page,
        limit: PAGE_SIZE,
        sort,
        order,
        search: search || undefined,
        ...(type && { 'filter[type]': [type] }),
        ...(owner && { 'filter[owner]': [owner] }),
      };
      const { items, pagination } = await api.get('/files', { query, signal });
      const { total, totalPages } = pagination;
      return { files: items as FileOut[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.files.some(isBeingPrepared) ? PREPARED_MS : false),
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
