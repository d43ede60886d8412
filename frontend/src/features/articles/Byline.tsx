import type { ArticleSummary } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useArticlesMessages } from '@/lib/messages/articles';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import classes from './Byline.module.css';

interface BylineProps {
  article: Pick<ArticleSummary, 'author' | 'publishedAt' | 'createdAt' | 'readingMinutes'>;
  /** `full` has the author's picture and the date in words; `brief` fits on a card. */
  form: 'brief' | 'full';
}

/** Who has written an article, when, and how long it takes to read. */
export function Byline({ article, form }: BylineProps) {
  const t = useArticlesMessages();
  const format = useFormat();
  const named = article.author && { ...article.author, email: '' };
  const written = article.publishedAt ?? article.createdAt;
  const facts = [
    <time key="date" dateTime={written}>
      {form === 'full' ? format.date(written) : format.day(written)}
    </time>,
    <span key="minutes">{t.minutes(format.number(article.readingMinutes))}</span>,
  ];
  if (form === 'brief') {
    return (
      <p className={classes.brief}>
        {named && <span>{fullName(named)}</span>}
        {facts}
      </p>
    );
  }
  return (
    <div className={classes.full}>
      {named && <Avatar name={fullName(named)} initials={initials(named)} picture={named.profilePicture} size={40} />}
      <div>
        {named && <p className={classes.name}>{fullName(named)}</p>}
        <p className={classes.brief}>{facts}</p>
      </div>
    </div>
  );
}
