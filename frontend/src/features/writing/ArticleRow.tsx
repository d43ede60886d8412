import { IconFileText } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { useCurrentUser } from '@/features/session/context';
import { env } from '@/lib/env';
import { useFormat } from '@/lib/format';
import { useWritingMessages } from '@/lib/messages/writing';
import { Pill } from '@/ui/Pill';
import { hasKeptDraft } from './draftStore';
import { StatusPill } from './StatusPill';
import { useAuthorName } from './useAuthorName';
import classes from './ArticleList.module.css';

/** An article among others, leading to its editor. */
export function ArticleRow({ article }: { article: ArticleSummary }) {
  const t = useWritingMessages().row;
  const user = useCurrentUser();
  const authorName = useAuthorName();
  const { author } = article;
  return (
    <li className={classes.row}>
      <Cover article={article} />
      <div className={classes.what}>
        <h2 className={classes.title}>
          <Link to={`/content/${article.id}`} className={classes.link}>
            {article.title}
          </Link>
        </h2>
        {article.excerpt && <p className={classes.excerpt}>{article.excerpt}</p>}
        <p className={classes.facts}>
          <Moment article={article} />
          {author?.id !== user.id && <span>{t.by(authorName(author))}</span>}
          <span>{t.minutes(article.readingMinutes)}</span>
          {article.tags.slice(0, 3).map((tag) => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
        </p>
      </div>
      <div className={classes.states}>
        {hasKeptDraft(user.id, article.id) && <Pill tone="warn">{t.kept}</Pill>}
        <StatusPill status={article.status} />
      </div>
    </li>
  );
}

/** The time that matters: when it goes out, went out, or was last touched. */
function Moment({ article }: { article: ArticleSummary }) {
  const t = useWritingMessages().row;
  const format = useFormat();
  const { status, publishAt, publishedAt, updatedAt } = article;
  if (status === 'scheduled' && publishAt) {
    return <time dateTime={publishAt}>{t.scheduled(format.dateTime(publishAt))}</time>;
  }
  if (status === 'published' && publishedAt) {
    return <time dateTime={publishedAt}>{t.published(format.day(publishedAt))}</time>;
  }
  return (
    <time dateTime={updatedAt} title={format.dateTime(updatedAt)}>
      {t.changed(format.relative(updatedAt))}
    </time>
  );
}

function Cover({ article }: { article: ArticleSummary }) {
  if (!article.cover) {
    return (
      <span className={classes.cover}>
        <IconFileText size={22} stroke={1.4} aria-hidden="true" />
      </span>
    );
  }
  const address = (width: number) => `${env.apiUrl}/files/${article.coverId}/content?variant=${width}`;
  return (
    <img
      className={classes.cover}
      src={address(160)}
      srcSet={`${address(160)} 1x, ${address(320)} 2x`}
      width={96}
      height={72}
      loading="lazy"
      decoding="async"
      alt=""
    />
  );
}
