import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import classes from './TeamCards.module.css';

/** The cards of teams that are on their way. */
export function TeamCardSkeletons() {
  const t = useMessages();
  return (
    <div className={classes.cards} role="status" aria-label={t.common.loading}>
      {[0, 1, 2].map((card) => (
        <div key={card} className={classes.card}>
          <Skeleton width={44} height={44} radius="md" />
          <Skeleton height={16} width={`${64 - card * 9}%`} mt={14} />
          <Skeleton height={11} width="90%" mt={10} />
          <Skeleton height={11} width="45%" mt={22} />
        </div>
      ))}
    </div>
  );
}
