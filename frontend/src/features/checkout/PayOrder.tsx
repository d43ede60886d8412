import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ApiError } from '@/api/errors';
import type { Order } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { PageError } from '@/features/errors/PageError';
import { PublicPage } from '@/features/navigation/PublicPage';
import { AddressLines } from '@/features/orders/AddressLines';
import { Countdown } from '@/features/orders/Countdown';
import { OrderItems } from '@/features/orders/OrderItems';
import { OrderTotals } from '@/features/orders/OrderTotals';
import { liveInterval, orderQuery } from '@/features/orders/queries';
import { PaymentStep } from '@/features/payments/PaymentStep';
import { startPaymentQuery } from '@/features/payments/queries';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useCartMessages } from '@/lib/messages/cart';
import { Card } from '@/ui/Card';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import { CheckoutSteps } from './CheckoutSteps';
import { Confirming, Done } from './Done';
import { Ended } from './Ended';
import type { Repriced } from './repricing';
import classes from './Checkout.module.css';
import own from './PayOrder.module.css';

/** How often an order is asked for whose payment has gone through, in milliseconds. */
const CONFIRMING_MS = 1_000;

/** The order that waits for its payment, and what became of it. It goes on where one was when the page is loaded anew. */
export function PayOrder({ id }: { id: string }) {
  const t = useCartMessages().payPage;
  const { common } = useMessages();
  const [paid, setPaid] = useState(false);
  const {
    data: order,
    error,
    refetch,
  } = useQuery({
    ...orderQuery(id),
    refetchInterval: ({ state }) =>
      paid && state.data?.status === 'pending' ? CONFIRMING_MS : liveInterval(state.data),
  });
  if (!order && error) {
    const gone = { title: t.gone, text: t.goneText, to: '/orders', action: t.toOrders };
    return <PageError error={error} onRetry={() => void refetch()} gone={gone} />;
  }
  if (!order) {
    return (
      <PublicPage title={common.loading}>
        <CheckoutSteps step="payment" />
        <SkeletonRows count={4} />
      </PublicPage>
    );
  }
  const view = viewOf(order, paid);
  if (view === 'past') return <Navigate to={`/orders/${order.id}`} replace />;
  return (
    <>
      <FocusOnChange of={view} />
      {view === 'done' && <Done order={order} />}
      {view === 'ended' && <Ended order={order} />}
      {view === 'confirming' && <Confirming />}
      {view === 'pay' && <Pay order={order} onPaid={() => setPaid(true)} />}
    </>
  );
}

function viewOf({ status }: Order, paid: boolean): 'pay' | 'confirming' | 'done' | 'ended' | 'past' {
  if (status === 'pending') return paid ? 'confirming' : 'pay';
  if (status === 'canceled' || status === 'expired') return 'ended';
  // What is on its way or was given back has more to tell than that it was paid.
  return status === 'paid' ? 'done' : 'past';
}

/** Goes to the heading when another one has come: the address is the same, but it is another page. */
function FocusOnChange({ of }: { of: string }) {
  const previous = useRef(of);
  useEffect(() => {
    if (previous.current === of) return;
    previous.current = of;
    window.scrollTo({ top: 0 });
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [of]);
  return null;
}

function Pay({ order, onPaid }: { order: Order; onPaid: () => void }) {
  const t = useCartMessages().payPage;
  const queries = useQueryClient();
  const payment = useQuery(startPaymentQuery(order.id));
  const look = useCallback(
    () => queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
    [queries, order],
  );
  return (
    <PublicPage title={t.title} tab={t.tab} sub={t.number(order.number)}>
      <CheckoutSteps step="payment" />
      <div className={classes.columns}>
        <div>
          <RepricedNotice currency={order.currency} />
          {order.reservedUntil && (
            <p className={own.reserved}>
              <Countdown until={order.reservedUntil} text={t.reserved} over={t.reservedOver} onEnd={look} />
            </p>
          )}
          {payment.isPending && <SkeletonRows count={4} />}
          {payment.error && <NotPayable error={payment.error} onRetry={() => void payment.refetch()} onLook={look} />}
          {payment.data && <PaymentStep payment={payment.data} onSettled={onPaid} />}
        </div>
        <div className={classes.aside}>
          <Stack>
            <Card title={t.number(order.number)}>
              <OrderItems items={order.items} currency={order.currency} />
              <OrderTotals order={order} />
            </Card>
            {order.shippingAddress && (
              <Card title={t.deliverTo}>
                <AddressLines address={order.shippingAddress} />
              </Card>
            )}
          </Stack>
        </div>
      </div>
    </PublicPage>
  );
}

/** Says what costs something else than it did on the page before. */
function RepricedNotice({ currency }: { currency: string }) {
  const t = useCartMessages().payPage;
  const format = useFormat();
  const { repriced = [] } = (useLocation().state ?? {}) as { repriced?: Repriced[] };
  if (repriced.length === 0) return null;
  const money = (amount: string) => format.money(amount, currency);
  return (
    <div className={own.repriced}>
      <Notice tone="info">
        <p className={own.title}>{t.repriced}</p>
        {repriced.map(({ name, before, now }) => (
          <p key={name}>{t.repricedLine(name, money(before), money(now))}</p>
        ))}
      </Notice>
    </div>
  );
}

interface NotPayableProps {
  error: unknown;
  onRetry: () => void;
  onLook: () => Promise<void>;
}

/** The payment could not be begun. An order that is not to be paid any more says itself what became of it. */
function NotPayable({ error, onRetry, onLook }: NotPayableProps) {
  const over = error instanceof ApiError && (error.status === 422 || error.status === 409);
  return <LoadError error={error} onRetry={() => void (over ? onLook().then(onRetry) : onRetry())} />;
}
