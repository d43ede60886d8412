import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useCallback } from 'react';
import { Link } from 'react-router';
import type { Order } from '@/api/types';
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

/** How long what was ordered is kept, and the way to pay for it. */
function Waiting({ order }: { order: Order }) {
  const t = useOrdersMessages();
  const queries = useQueryClient();
  const { queryKey } = orderQuery(order.id);
  const look = useCallback(() => void queries.invalidateQueries({ queryKey: [...queryKey] }), [queries, queryKey]);
  return (
    <section className={classes.waiting} aria-label={t.waiting.title}>
      <div>
        <h2 className={classes.title}>{t.waiting.title}</h2>
        {order.reservedUntil && (
          <p className={classes.text}>
            {t.waiting.text} <Countdown until={order.reservedUntil} onEnd={look} />
          </p>
        )}
      </div>
      <Button component={Link} to={`/checkout/${order.id}`} size="md">
        {t.payNow}
      </Button>
    </section>
  );
}
