import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ArticleSummary } from '@/api/types';

export type ArticleStatus = ArticleSummary['status'];
export type ArticleSort = 'createdAt' | 'updatedAt' | 'publishedAt' | 'title';

export interface ArticleFilter {
  page: number;
  search: string;
  status: ArticleStatus | null;
  team: string;
  tag: string;
  author: string;
  sort: ArticleSort;
  order: 'asc' | 'desc';
}

const KEY = ['all-articles'];

const PAGE_SIZE = 20;

/** One page of everyone's articles. */
export const allArticlesQuery = (filter: ArticleFilter) =>
  queryOptions({
    queryKey: [...KEY, filter],
    queryFn: async ({ signal }) => {
      const { page, search, status, team, tag, author, sort, order } = filter;
      const query = {
        page,
        limit: PAGE_SIZE,
        sort,
        order,
        search: search || undefined,
        ...(status && { 'filter[status]': [status] }),
        ...(team && { 'filter[teamId]': [team] }),
        ...(tag && { 'filter[tag]': [tag] }),
        ...(author && { 'filter[authorId]': [author] }),
      };
      const { items, pagination } = await api.get('/content', { query, signal });
      const { total, totalPages } = pagination;
      return { articles: items as ArticleSummary[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });

/** Asks again for everything that shows articles. */
function useArticlesChanged() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([KEY, ['articles'], ['writing']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

/** Publishes an article, now or at a time to come (RFC 3339). */
export function usePublishArticle(id: string) {
  const onSuccess = useArticlesChanged();
  return useMutation({
    mutationFn: (publishAt?: string) => api.post('/content/{id}/publication', { path: { id }, body: { publishAt } }),
    onSuccess,
  });
}

/** Makes an article a draft again; what was scheduled does not happen. */
export function useWithdrawArticle(id: string) {
  const onSuccess = useArticlesChanged();
  return useMutation({ mutationFn: () => api.delete('/content/{id}/publication', { path: { id } }), onSuccess });
}

export function useDeleteArticle(id: string) {
  const onSuccess = useArticlesChanged();
  return useMutation({ mutationFn: () => api.delete('/content/{id}', { path: { id } }), onSuccess });
}
