import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import list from '@/features/lists/ListCard.module.css';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table } from '@/ui/Table';
import classes from './LatestOrdersCard.module.css';
import { latestOrdersQuery } from './queries';
import { useOrderColumns } from './useOrderColumns';

const SHOWN = new Set(['order', 'customer', 'status', 'total']);

/** The orders that came last. */
export function LatestOrdersCard() {
  const t = useAllOrdersMessages();
  const found = useQuery(latestOrdersQuery);
  const columns = useOrderColumns().filter(({ key }) => SHOWN.has(key));
  return (
    <section className={`${list.card} ${classes.card}`} aria-labelledby="latest-orders">
      <div className={classes.head}>
        <h2 id="latest-orders" className={classes.title}>
          {t.latest}
        </h2>
        <Link className="link" to="/studio/orders">
          {t.back}
        </Link>
      </div>
      {found.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={4} picture />
        </div>
      )}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes.none}>{t.empty}</p>}
      {found.data && found.data.length > 0 && (
        <Table label={t.latest} columns={columns} rows={found.data} keyOf={({ id }) => id} />
      )}
    </section>
  );
}
