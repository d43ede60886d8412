import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Loader } from '@mantine/core';
import { useCallback } from 'react';
import { Link } from 'react-router';
import type { Order } from '@/api/types';
import { orderPaymentsQuery } from '@/features/payments/queries';
import { useOrdersMessages } from '@/lib/messages/orders';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { Stack } from '@/ui/Stack';
import { AddressLines } from './AddressLines';
import { Countdown } from './Countdown';
import { OrderItems } from './OrderItems';
import { OrderPayments } from './OrderPayments';
import { OrderTotals } from './OrderTotals';
import { orderQuery } from './queries';
import { Timeline } from './Timeline';
import classes from './OrderView.module.css';

/** All that there is to say of an order. */
export function OrderView({ order }: { order: Order }) {
  const t = useOrdersMessages();
  return (
    <Stack>
      {order.status === 'pending' && <Waiting order={order} />}
      <div className={classes.columns}>
        <Stack>
          <Card title={t.items}>
            <OrderItems items={order.items} currency={order.currency} />
            <OrderTotals order={order} />
          </Card>
        </Stack>
        <Stack>
          <Card title={t.history}>
            <Timeline order={order} />
          </Card>
          <Card title={t.delivery}>
            {order.shippingAddress ? <AddressLines address={order.shippingAddress} /> : <p>{t.noAddress}</p>}
            {order.tracking && (
              <div className={classes.tracking}>
                <Facts compact facts={[{ term: t.tracking, value: <span className="mono">{order.tracking}</span> }]} />
              </div>
            )}
          </Card>
          <OrderPayments order={order} />
        </Stack>
      </div>
    </Stack>
  );
}

/** How long what was ordered is kept, and the way to pay for it, unless that is under way already. */
function Waiting({ order }: { order: Order }) {
  const t = useOrdersMessages();
  const queries = useQueryClient();
  const { data: payments = [] } = useQuery(orderPaymentsQuery(order.id, order.updatedAt));
  const look = useCallback(
    () => queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
    [queries, order.id],
  );
  if (payments.some(({ status }) => status === 'processing')) return <UnderWay />;
  return (
    <section className={classes.waiting} aria-label={t.waiting.title}>
      <div>
        <h2 className={classes.title}>{t.waiting.title}</h2>
        {order.reservedUntil && (
          <p className={classes.text}>
            <Countdown until={order.reservedUntil} text={t.waiting.text} over={t.waiting.over} onEnd={look} />
          </p>
        )}
      </div>
      <Button component={Link} to={`/checkout/${order.id}`} size="md">
        {t.payNow}
      </Button>
    </section>
  );
}

/** The payment has been made, and the bank takes its time: to pay again would be once too often. */
function UnderWay() {
  const t = useOrdersMessages().waiting;
  return (
    <section className={classes.waiting} data-tone="calm" role="status">
      <div>
        <h2 className={classes.title}>{t.underWay}</h2>
        <p className={classes.text}>{t.underWayText}</p>
      </div>
      <Loader size={22} color="var(--primary)" />
    </section>
  );
}
