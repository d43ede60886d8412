import type { ArticleSummary } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { Pill, type PillTone } from '@/ui/Pill';
import type { ArticleStatus } from './queries';
import classes from './StatusCell.module.css';

const TONES: Record<ArticleStatus, PillTone> = { draft: 'neutral', scheduled: 'warn', published: 'good' };

/** Whether an article is published, and since or from when. */
export function StatusCell({ article: { status, publishAt, publishedAt } }: { article: ArticleSummary }) {
  const t = useAllArticlesMessages();
  const format = useFormat();
  return (
    <div className={classes.status}>
      <Pill tone={TONES[status]}>{t.status[status]}</Pill>
      {status === 'published' && publishedAt && (
        <time dateTime={publishedAt} title={format.dateTime(publishedAt)} className={classes.when}>
          {t.publishedAt(format.day(publishedAt))}
        </time>
      )}
      {status === 'scheduled' && publishAt && (
        <time dateTime={publishAt} className={classes.when}>
          {t.publishesAt(format.dateTime(publishAt))}
        </time>
      )}
    </div>
  );
}
