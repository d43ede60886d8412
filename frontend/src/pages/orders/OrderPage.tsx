import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { PageError } from '@/features/errors/PageError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { OrderActions } from '@/features/orders/OrderActions';
import { OrderStatusPill } from '@/features/orders/OrderStatusPill';
import { OrderView } from '@/features/orders/OrderView';
import { orderQuery } from '@/features/orders/queries';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useOrdersMessages } from '@/lib/messages/orders';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './OrderPage.module.css';

export default function OrderPage() {
  const t = useOrdersMessages();
  const { common } = useMessages();
  const format = useFormat();
  const { orderId = '' } = useParams();
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  if (!order && error) {
    const gone = { title: t.gone, text: t.goneText, to: '/orders', action: t.back };
    return <PageError error={error} onRetry={() => void refetch()} gone={gone} />;
  }
  return (
    <MemberPage
      title={order ? t.number(order.number) : common.loading}
      sub={
        order && (
          <span className={classes.sub}>
            <span role="status">
              <OrderStatusPill status={order.status} />
            </span>
            <time dateTime={order.createdAt}>{t.placed(format.dateTime(order.createdAt))}</time>
          </span>
        )
      }
      crumb={<Crumb to="/orders" label={t.back} />}
      actions={order && <OrderActions order={order} />}
    >
      {order ? <OrderView order={order} /> : <SkeletonRows count={6} picture />}
    </MemberPage>
  );
}
