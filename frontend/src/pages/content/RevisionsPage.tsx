import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { articleQuery } from '@/features/writing/queries';
import { RevisionList } from '@/features/writing/RevisionList';
import { RevisionView } from '@/features/writing/RevisionView';
import { useWritingMessages } from '@/lib/messages/writing';
import { SCROLL_KEPT } from '@/lib/scroll';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './RevisionsPage.module.css';

export default function RevisionsPage() {
  const t = useWritingMessages().revisions;
  const { articleId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const loaded = useQuery(articleQuery(articleId));
  const article = loaded.data?.data;
  const chosen = Number(search.get('version')) || article?.revision;
  return (
    <MemberPage
      title={t.title}
      sub={article && t.sub(article.title)}
      crumb={<Crumb to={`/content/${articleId}`} label={t.back} />}
    >
      {loaded.isPending && <SkeletonRows count={5} />}
      {loaded.isError && !article && <LoadError error={loaded.error} onRetry={() => void loaded.refetch()} />}
      {article && chosen && (
        <div className={classes.columns}>
          <RevisionList
            article={article}
            chosen={chosen}
            onChoose={(version) => setSearch({ version: String(version) }, { replace: true, state: SCROLL_KEPT })}
          />
          <RevisionView key={chosen} article={article} number={chosen} />
        </div>
      )}
    </MemberPage>
  );
}
