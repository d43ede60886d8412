import { Magazine } from '@/features/articles/Magazine';
import { PublicPage } from '@/features/navigation/PublicPage';
import { useArticlesMessages } from '@/lib/messages/articles';

export default function ArticlesPage() {
  const t = useArticlesMessages();
  return (
    <PublicPage title={t.title} sub={t.sub}>
      <Magazine />
    </PublicPage>
  );
}
