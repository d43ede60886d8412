import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ArticleSummary } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

export type ArticleStatus = ArticleSummary['status'];
type ArticleSort = 'createdAt' | 'updatedAt' | 'publishedAt' | 'title';

interface ArticleQuestion extends ListQuestion<ArticleSort> {
  status: ArticleStatus | null;
  team: string;
  tag: string;
  author: string;
}

const KEY = ['all-articles'];

/** One page of everyone's articles. */
export const allArticlesQuery = (question: ArticleQuestion) =>
  queryOptions({
    queryKey: [...KEY, question],
    queryFn: async ({ signal }) => {
      const { status, team, tag, author } = question;
      const query = {
        ...asked(question),
        ...(status && { 'filter[status]': [status] }),
        ...(team && { 'filter[teamId]': [team] }),
        ...(tag && { 'filter[tag]': [tag] }),
        ...(author && { 'filter[authorId]': [author] }),
      };
      return pageOf<ArticleSummary>(await api.get('/content', { query, signal }));
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
