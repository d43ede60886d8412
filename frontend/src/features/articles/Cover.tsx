import type { ArticleSummary } from '@/api/types';
import { Picture } from '@/features/pictures/Picture';
import { Strata } from '@/ui/Strata';
import classes from './Cover.module.css';

interface CoverProps {
  article: Pick<ArticleSummary, 'cover'>;
  /** How wide it is shown, as the `sizes` of an image. */
  sizes: string;
  eager?: boolean;
  className?: string;
}

/** The picture above an article; one that has none gets the ground of the house. */
export function Cover({ article, sizes, eager, className }: CoverProps) {
  const root = [classes.cover, className].filter(Boolean).join(' ');
  if (article.cover)
    return <Picture className={root} picture={article.cover} sizes={sizes} ratio="16 / 9" eager={eager} />;
  return (
    <span className={root} data-bare>
      <Strata className={classes.strata} />
    </span>
  );
}
