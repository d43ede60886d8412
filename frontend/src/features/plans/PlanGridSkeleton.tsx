import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import classes from './PlanGrid.module.css';

/** The places of the plans, while they are on their way. */
export function PlanGridSkeleton() {
  const t = useMessages();
  return (
    <div role="status" aria-label={t.common.loading}>
      <div className={classes.switch}>
        <Skeleton height={48} width={280} radius="xl" />
      </div>
      <div className={classes.grid}>
        {[0, 1, 2].map((place) => (
          <Skeleton key={place} height={480} radius="lg" />
        ))}
      </div>
    </div>
  );
}
