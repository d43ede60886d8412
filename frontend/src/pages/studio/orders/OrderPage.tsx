import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Order } from '@/api/types';
import { OrderActions } from '@/features/all-orders/OrderActions';
import { OrderEntriesCard } from '@/features/all-orders/OrderEntriesCard';
import { OrderFactsCard } from '@/features/all-orders/OrderFactsCard';
import { OrderHistoryCard } from '@/features/all-orders/OrderHistoryCard';
import { OrderItemsCard } from '@/features/all-orders/OrderItemsCard';
import { OrderStatusPill } from '@/features/all-orders/OrderStatusPill';
import { orderQuery } from '@/features/all-orders/queries';
import { useFollowed } from '@/features/all-orders/useFollowed';
import { OrderPaymentsCard } from '@/features/all-payments/OrderPaymentsCard';
import { PageError } from '@/features/errors/PageError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { Columns } from '@/ui/Columns';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import classes from './OrderPage.module.css';

export default function OrderPage() {
  return (
    <StudioDoor permission="orders:read">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useAllOrdersMessages();
  const messages = useMessages();
  const format = useFormat();
  const { orderId = '' } = useParams();
  const found = useQuery(orderQuery(orderId));
  const order = found.data;
  useFollowed(order?.updatedAt);
  if (found.isError && !order) {
    const gone = { ...t.gone, to: '/studio/orders', action: t.back };
    return <PageError error={found.error} onRetry={() => void found.refetch()} gone={gone} />;
  }
  // One page before and after loading, so that its heading keeps the focus it was given.
  return (
    <MemberPage
      title={order ? order.number : messages.common.loading}
      sub={
        order && (
          <span className={classes.sub}>
            <OrderStatusPill status={order.status} refunded={order.refunded} />
            {t.placedAt(format.dateTime(order.createdAt))}
          </span>
        )
      }
      crumb={<Crumb to="/studio/orders" label={t.back} />}
      actions={order && <OrderActions order={order} />}
    >
      {order ? <Details order={order} /> : <SkeletonRows count={6} />}
    </MemberPage>
  );
}

function Details({ order }: { order: Order }) {
  const t = useAllOrdersMessages();
  const may = useMay();
  const format = useFormat();
  return (
    <Columns>
      <Stack>
        {order.reservedUntil && <Notice tone="info">{t.reservedUntil(format.dateTime(order.reservedUntil))}</Notice>}
        <OrderItemsCard order={order} />
        {may('payments:read') && <OrderPaymentsCard orderId={order.id} />}
        {may('ledger:read') && <OrderEntriesCard orderId={order.id} />}
      </Stack>
      <Stack>
        <OrderFactsCard order={order} />
        <OrderHistoryCard order={order} />
      </Stack>
    </Columns>
  );
}
