import { IconCreditCard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useAllOrdersMessages, useAllPaymentsMessages } from '@/lib/messages/trade';
import { isZero } from '@/lib/money';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './PaymentCards.module.css';
import { PaymentStatusPill } from './PaymentStatusPill';
import { orderPaymentsQuery } from './queries';
import { CardName } from './usePaymentColumns';

/** How an order was paid, and what has gone back of it. */
export function OrderPaymentsCard({ orderId }: { orderId: string }) {
  const t = useAllPaymentsMessages();
  const orders = useAllOrdersMessages();
  const format = useFormat();
  const found = useQuery(orderPaymentsQuery(orderId));
  return (
    <Card title={orders.payments}>
      {found.isPending && <SkeletonRows count={1} picture />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes.quiet}>{orders.noPayments}</p>}
      {found.data && found.data.length > 0 && (
        <ItemList label={orders.payments}>
          {found.data.map((payment) => (
            <Item
              key={payment.id}
              icon={
                <IconTile tone={payment.status === 'succeeded' ? 'good' : undefined}>
                  <IconCreditCard size={20} stroke={1.6} aria-hidden="true" />
                </IconTile>
              }
              name={
                <>
                  <Link className="link" to={`/studio/payments/${payment.id}`}>
                    {format.money(payment.amount, payment.currency)}
                  </Link>
                  <PaymentStatusPill payment={payment} />
                </>
              }
              details={
                <>
                  <span>{t.provider[payment.provider]}</span>
                  {payment.card && <CardName card={payment.card} />}
                  <time dateTime={payment.createdAt}>{format.dateTime(payment.createdAt)}</time>
                  {!isZero(payment.refunded) && (
                    <span>
                      {orders.refunded}: {format.money(payment.refunded, payment.currency)}
                    </span>
                  )}
                  {payment.failure && payment.status !== 'succeeded' && <span>{payment.failure.message}</span>}
                </>
              }
            />
          ))}
        </ItemList>
      )}
    </Card>
  );
}
