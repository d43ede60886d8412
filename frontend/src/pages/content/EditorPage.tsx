import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiError } from '@/api/errors';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { ArticleEditor } from '@/features/writing/ArticleEditor';
import { articleQuery } from '@/features/writing/queries';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { SkeletonRows } from '@/ui/SkeletonRows';

export default function EditorPage() {
  const messages = useMessages();
  const t = useWritingMessages();
  const { articleId = '' } = useParams();
  const article = useQuery(articleQuery(articleId));
  if (article.data && article.isFetchedAfterMount) return <ArticleEditor key={articleId} loaded={article.data} />;
  const loading = article.isPending || article.isFetching;
  const hidden = article.error instanceof ApiError && article.error.status < 500;
  return (
    <Page
      title={loading ? messages.common.loading : t.editor.headingNew}
      crumb={<Crumb to="/content" label={t.editor.back} />}
    >
      {loading && <SkeletonRows count={6} />}
      {hidden && !loading && <ErrorState message={t.gone} />}
      {article.isError && !hidden && !loading && (
        <LoadError error={article.error} onRetry={() => void article.refetch()} />
      )}
    </Page>
  );
}
