import { Shelf } from '@/features/navigation/Shelf';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useArticlesMessages } from '@/lib/messages/articles';
import { ArticleGrid } from './ArticleGrid';
import { recentQuery } from './queries';

/** What was published last; nothing while there is nothing. */
export default function RecentArticles() {
  const t = useArticlesMessages();
  const { data = [] } = usePublicQuery(recentQuery);
  if (data.length === 0) return null;
  return (
    <Shelf title={t.recent} more={{ to: '/articles', label: t.toAll }}>
      <ArticleGrid label={t.recent} articles={data} heading="h3" />
    </Shelf>
  );
}
