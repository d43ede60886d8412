import { FILE_TYPES } from '@/features/files/queries';
import { pageNumber, useListParams } from '@/features/lists/useListParams';
import type { AllFilesFilter, FileSort } from './queries';

const SORTS: FileSort[] = ['createdAt', 'name', 'size'];

/** Filters, sorting and the file that is looked at, as they stand in the address. */
export type AllFilesParams = Record<'page' | 'search' | 'type' | 'owner' | 'sort' | 'order' | 'file', string>;

const USUAL: AllFilesParams = {
  page: '1',
  search: '',
  type: '',
  owner: '',
  sort: 'createdAt',
  order: 'desc',
  file: '',
};

export const NO_FILTER = { search: '', type: '', owner: '' };

/** Search, filters, sorting and page of the list of all files, and the way to change them. */
export function useAllFilesFilter(): [AllFilesFilter, AllFilesParams, (change: Partial<AllFilesParams>) => void] {
  const [params, change] = useListParams(USUAL);
  const filter: AllFilesFilter = {
    page: pageNumber(params.page),
    search: params.search,
    type: FILE_TYPES.find((type) => type === params.type) ?? null,
    owner: params.owner,
    sort: SORTS.find((sort) => sort === params.sort) ?? 'createdAt',
    order: params.order === 'asc' ? 'asc' : 'desc',
  };
  return [filter, params, change];
}
