import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { FILE_TYPES, type FileFilter } from './queries';

const USUAL = { page: '1', search: '', type: '', sort: 'createdAt', view: 'grid', file: '' };

export type FilesParams = typeof USUAL;

/** Search, filter, order, view and the opened file, as they stand in the address. */
export function useFilesParams(): [FilesParams, (change: Partial<FilesParams>) => void] {
  const [params, change] = useListParams(USUAL);
  return [params, change];
}

/** What the API is asked for. What stands in the address and is not known there counts as usual. */
export function filterOf({ page, search, type, sort }: FilesParams): FileFilter {
  return {
    page: pageNumber(page),
    search,
    type: FILE_TYPES.find((known) => known === type) ?? '',
    sort: sort === 'name' || sort === 'size' ? sort : 'createdAt',
  };
}
