import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconShoppingBag } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { OrderSummary } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { OrderStatusPill } from './OrderStatusPill';
import { useNames } from './OrderRow';
import { recentOrdersQuery } from './queries';
import classes from './RecentOrders.module.css';

/** What one has ordered last. */
export default function RecentOrders() {
  const t = useOrdersMessages().dashboard;
  const user = useCurrentUser();
  const orders = useQuery(recentOrdersQuery(user.id));
  return (
    <Card
      title={t.title}
      aside={
        <Link className="link" to="/orders">
          {t.all}
        </Link>
      }
    >
      {orders.isPending && <SkeletonRows count={3} />}
      {orders.isError && !orders.data && <LoadError error={orders.error} onRetry={() => void orders.refetch()} />}
      {orders.data?.length === 0 && (
        <EmptyState
          icon={<IconShoppingBag size={28} stroke={1.5} aria-hidden="true" />}
          title={t.empty}
          action={
            <Button component={Link} to="/products" variant="default" size="xs">
              {t.start}
            </Button>
          }
        />
      )}
      <ul className={classes.list}>
        {orders.data?.map((order) => (
          <li key={order.id}>
            <OrderLink order={order} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OrderLink({ order }: { order: OrderSummary }) {
  const format = useFormat();
  const { id, number, items, total, currency, status, createdAt } = order;
  return (
    <Link className={classes.row} to={`/orders/${id}`}>
      <span className="mono">{number}</span>
      <span className={classes.names}>{useNames(items)}</span>
      <time className={classes.when} dateTime={createdAt}>
        {format.relative(createdAt)}
      </time>
      <span className={classes.total}>{format.money(total, currency)}</span>
      <span className={classes.status}>
        <OrderStatusPill status={status} />
      </span>
    </Link>
  );
}
