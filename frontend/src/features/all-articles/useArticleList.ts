import { id, oneOf, text } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';
import type { ArticleStatus } from './queries';

export const STATUSES: ArticleStatus[] = ['draft', 'scheduled', 'published'];

/** The list of all articles as the address has it, and what the API is asked for. */
export function useArticleList() {
  return useStudioList({
    filters: { status: oneOf(STATUSES), team: id, tag: text, author: id },
    sorts: ['updatedAt', 'createdAt', 'publishedAt', 'title'],
  });
}
