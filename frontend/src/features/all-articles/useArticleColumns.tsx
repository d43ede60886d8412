import { Link } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { Thumb } from '@/features/pictures/Thumb';
import { useFormat } from '@/lib/format';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import { Pill } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import { ArticleMenu } from './ArticleMenu';
import { StatusCell } from './StatusCell';
import classes from './useArticleColumns.module.css';
import { useTeamNames } from './useTeamNames';

/** How many tags a row shows; of the others it says how many there are, and which when one points at it. */
const TAGS_SHOWN = 1;

/** The columns of the list of all articles. */
export function useArticleColumns(): Column<ArticleSummary>[] {
  const t = useAllArticlesMessages();
  const format = useFormat();
  const teams = useTeamNames();
  return [
    {
      key: 'article',
      label: t.column.article,
      sort: 'title',
      cell: (article) => (
        <div className={classes.article}>
          <Thumb fileId={article.cover?.fileId} />
          <div className={classes.what}>
            <p className={classes.title}>
              <Link to={`/content/${article.id}`} className="rowLink">
                {article.title}
              </Link>
            </p>
            <p className={classes.slug}>{article.excerpt ?? article.slug}</p>
            <div className={classes.narrow}>
              <StatusCell article={article} />
            </div>
          </div>
        </div>
      ),
    },
    {
      key: 'status',
      label: t.column.status,
      sort: 'publishedAt',
      from: 'medium',
      cell: (article) => <StatusCell article={article} />,
    },
    {
      key: 'author',
      label: t.column.author,
      from: 'wide',
      cell: ({ author }) => (author ? <Author author={author} /> : <span className={classes.quiet}>{t.nobody}</span>),
    },
    {
      key: 'team',
      label: t.column.team,
      from: 'wide',
      cell: ({ teamId }) =>
        teamId ? (teams.get(teamId) ?? t.unknownTeam) : <span className={classes.quiet}>{t.everyone}</span>,
    },
    {
      key: 'tags',
      label: t.column.tags,
      from: 'wide',
      cell: ({ tags }) => (
        <span className={classes.tags}>
          {tags.slice(0, TAGS_SHOWN).map((tag) => (
            <Pill key={tag}>{tag}</Pill>
          ))}
          {tags.length > TAGS_SHOWN && (
            <span className={classes.quiet} title={format.list(tags.slice(TAGS_SHOWN))}>
              {t.moreTags(tags.length - TAGS_SHOWN)}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'updated',
      label: t.column.updated,
      sort: 'updatedAt',
      from: 'wide',
      cell: ({ updatedAt }) => (
        <time dateTime={updatedAt} title={format.dateTime(updatedAt)} className={classes.when}>
          {format.relative(updatedAt)}
        </time>
      ),
    },
    {
      key: 'actions',
      label: t.column.actions,
      align: 'end',
      hideLabel: true,
      cell: (article) => (
        <div className={classes.menu}>
          <ArticleMenu article={article} />
        </div>
      ),
    },
  ];
}

function Author({ author }: { author: NonNullable<ArticleSummary['author']> }) {
  const named = { ...author, email: '' };
  return (
    <span className={classes.author}>
      <Avatar name={fullName(named)} initials={initials(named)} picture={author.profilePicture} size={24} />
      {fullName(named)}
    </span>
  );
}
