import type { ArticleSummary } from '@/api/types';
import { Shelf } from '@/features/navigation/Shelf';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useArticlesMessages } from '@/lib/messages/articles';
import { ArticleGrid } from './ArticleGrid';
import { nextQuery } from './queries';

/** What to read after an article; nothing when it is the only one. */
export function NextArticles({ article }: { article: Pick<ArticleSummary, 'id' | 'tags'> }) {
  const t = useArticlesMessages();
  const { data = [] } = usePublicQuery(nextQuery(article));
  if (data.length === 0) return null;
  return (
    <Shelf title={t.next} more={{ to: '/articles', label: t.toAll }}>
      <ArticleGrid label={t.next} articles={data} heading="h3" />
    </Shelf>
  );
}
