import type { Article } from '@/api/types';
import { useWritingMessages } from '@/lib/messages/writing';

/** What the author of something is called; someone who has gone is nobody. */
export function useAuthorName(): (author: Article['author']) => string {
  const t = useWritingMessages();
  return (author) => [author?.firstName, author?.lastName].filter(Boolean).join(' ') || t.revisions.nobody;
}
