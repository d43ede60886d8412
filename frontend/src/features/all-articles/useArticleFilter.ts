import { pageNumber, useListParams } from '@/features/lists/useListParams';
import type { ArticleFilter, ArticleSort, ArticleStatus } from './queries';

export const STATUSES: ArticleStatus[] = ['draft', 'scheduled', 'published'];
const SORTS: ArticleSort[] = ['createdAt', 'updatedAt', 'publishedAt', 'title'];

/** Filters and sorting as they stand in the address. */
export type ArticleParams = Record<'page' | 'search' | 'status' | 'team' | 'tag' | 'author' | 'sort' | 'order', string>;

const USUAL: ArticleParams = {
  page: '1',
  search: '',
  status: '',
  team: '',
  tag: '',
  author: '',
  sort: 'updatedAt',
  order: 'desc',
};

export const NO_FILTER = { search: '', status: '', team: '', tag: '', author: '' };

/** Search, filters, sorting and page of the list of all articles, and the way to change them. */
export function useArticleFilter(): [ArticleFilter, ArticleParams, (change: Partial<ArticleParams>) => void] {
  const [params, change] = useListParams(USUAL);
  const { search, team, tag, author } = params;
  const filter: ArticleFilter = {
    search,
    team,
    tag,
    author,
    page: pageNumber(params.page),
    status: STATUSES.find((status) => status === params.status) ?? null,
    sort: SORTS.find((sort) => sort === params.sort) ?? 'updatedAt',
    order: params.order === 'asc' ? 'asc' : 'desc',
  };
  return [filter, params, change];
}
