import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import classes from './ArticleSkeleton.module.css';

const LINES = ['100%', '94%', '98%', '62%', '97%', '91%', '99%', '40%'];

/** An article of which nothing is known yet. */
export function ArticleSkeleton() {
  const t = useMessages();
  return (
    <div role="status" aria-label={t.common.loading}>
      <div className={classes.column}>
        <Skeleton height={44} width="86%" />
        <Skeleton height={44} mt={12} width="52%" />
        <Skeleton height={18} mt={24} width="92%" />
      </div>
      <Skeleton radius="lg" className={classes.cover} />
      <div className={classes.column}>
        <Lines />
      </div>
    </div>
  );
}

/** The text of an article of which a list has shown the beginning. */
export function BodySkeleton() {
  const t = useMessages();
  return (
    <div role="status" aria-label={t.common.loading}>
      <Lines />
    </div>
  );
}

function Lines() {
  return LINES.map((width) => <Skeleton key={width} height={14} mt={14} width={width} />);
}
