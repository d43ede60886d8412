import { Skeleton } from '@mantine/core';
import type { ArticleSummary } from '@/api/types';
import { useMessages } from '@/lib/messages/context';
import { ArticleCard } from './ArticleCard';
import classes from './ArticleGrid.module.css';

interface ArticleGridProps {
  label: string;
  articles: ArticleSummary[];
  heading: 'h2' | 'h3';
  /** The first is the lead story. */
  lead?: boolean;
  /** The articles are those of the question before. */
  busy?: boolean;
}

/** Articles as a magazine lays them out. */
export function ArticleGrid({ label, articles, heading, lead = false, busy = false }: ArticleGridProps) {
  return (
    <ul className={classes.grid} aria-label={label} aria-busy={busy}>
      {articles.map((article, place) => (
        <li key={article.id} data-lead={lead && place === 0}>
          <ArticleCard article={article} heading={heading} lead={lead && place === 0} />
        </li>
      ))}
    </ul>
  );
}

/** The grid while its articles are on their way. */
export function ArticleSkeletons() {
  const t = useMessages();
  return (
    <div className={classes.grid} role="status" aria-label={t.common.loading}>
      {Array.from({ length: 4 }, (_, place) => (
        <div key={place} data-lead={place === 0}>
          <Skeleton radius="md" style={{ aspectRatio: place === 0 ? '21 / 9' : '16 / 9' }} />
          <Skeleton height={18} mt={18} width="82%" />
          <Skeleton height={12} mt={12} width="96%" />
          <Skeleton height={12} mt={8} width="64%" />
        </div>
      ))}
    </div>
  );
}
