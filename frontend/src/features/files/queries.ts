import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, download } from '@/api/client';
import type { FileOut } from '@/api/types';
import { readAddress } from './readAddress';

export const FILES_KEY = ['files'];

export const FILE_TYPES = ['image', 'document', 'other'] as const;
export type FileType = (typeof FILE_TYPES)[number];

export interface FileFilter {
  page: number;
  search: string;
  type: FileType | '';
  sort: 'createdAt' | 'name' | 'size';
  /** Whose files; without it, all that one sees. */
  owner?: string;
}

const FILES_ON_A_PAGE = 24;
const PREPARED_MS = 2_000;

/** One page of files. While a picture is being prepared, it looks again. */
export const filesQuery = ({ page, search, type, sort, owner }: FileFilter) =>
  queryOptions({
    queryKey: [...FILES_KEY, 'list', { page, search, type, sort, owner }],
    queryFn: async ({ signal }) => {
      const query = {
        page,
        limit: FILES_ON_A_PAGE,
        sort,
        order: sort === 'name' ? ('asc' as const) : ('desc' as const),
        search: search || undefined,
        ...(type ? { 'filter[type]': [type] } : {}),
        ...(owner ? { 'filter[owner]': [owner] } : {}),
      };
      const { items, pagination } = await api.get('/files', { query, signal });
      const { total, totalPages } = pagination;
      return { files: items as FileOut[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.files.some(isBeingPrepared) ? PREPARED_MS : false),
  });

export const fileQuery = (id: string) =>
  queryOptions({
    queryKey: [...FILES_KEY, id],
    queryFn: ({ signal }) => api.get('/files/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isBeingPrepared(state.data) ? PREPARED_MS : false),
  });

export const usageQuery = queryOptions({
  queryKey: [...FILES_KEY, 'usage'],
  queryFn: ({ signal }) => api.get('/files/usage', { signal }),
});

/**
 * A picture that only its owner sees, as an address that holds it itself: an address of the API would have to be opened
 * without the access token, and the content security policy knows no others.
 */
export const privatePictureQuery = (id: string, width: number) =>
  queryOptions({
    queryKey: [...FILES_KEY, id, 'picture', width],
    queryFn: async () => readAddress(await download('/files/{id}/content', { variant: width }, { id })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether the smaller versions of a picture are not there yet. */
export function isBeingPrepared({ status }: Pick<FileOut, 'status'>): boolean {
  return status === 'processing';
}
