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
  if (article.data) return <ArticleEditor key={articleId} loaded={article.data} />;
  const hidden = article.error instanceof ApiError && article.error.status < 500;
  return (
    <Page
      title={article.isPending ? messages.common.loading : t.editor.headingNew}
      crumb={<Crumb to="/content" label={t.editor.back} />}
    >
      {article.isPending && <SkeletonRows count={6} />}
      {hidden && <ErrorState message={t.gone} />}
      {article.isError && !hidden && <LoadError error={article.error} onRetry={() => void article.refetch()} />}
    </Page>
  );
}
