import { useStudioList } from '@/features/lists/useStudioList';
import type { ArticleQuestion, ArticleStatus } from './queries';

export const STATUSES: ArticleStatus[] = ['draft', 'scheduled', 'published'];

/** The list of all articles as the address has it, and what the API is asked for. */
export function useArticleList() {
  const list = useStudioList({
    filters: ['status', 'team', 'tag', 'author'],
    sorts: ['updatedAt', 'createdAt', 'publishedAt', 'title'],
  });
  const { page, search, sort, order, params } = list;
  const question: ArticleQuestion = {
    page,
    search,
    sort,
    order,
    team: params.team,
    tag: params.tag,
    author: params.author,
    status: STATUSES.find((status) => status === params.status) ?? null,
  };
  return { list, question };
}
