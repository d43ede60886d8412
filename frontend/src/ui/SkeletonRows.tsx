import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import classes from './SkeletonRows.module.css';

interface SkeletonRowsProps {
  count: number;
  /** With a picture at the start of each row. */
  picture?: boolean;
}

/** Rows of a list that is on its way. */
export function SkeletonRows({ count, picture = false }: SkeletonRowsProps) {
  const t = useMessages();
  return (
    <div className={classes.rows} role="status" aria-label={t.common.loading}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={classes.row}>
          {picture && <Skeleton width={40} height={40} radius="md" />}
          <div className={classes.lines}>
            <Skeleton height={12} width={`${58 - (row % 3) * 11}%`} />
            <Skeleton height={10} width={`${34 + (row % 3) * 8}%`} />
          </div>
        </div>
      ))}
    </div>
  );
}
