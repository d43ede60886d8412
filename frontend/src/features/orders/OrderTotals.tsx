import type { Order } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import classes from './OrderTotals.module.css';

/** What an order comes to, in the steps in which it does. */
export function OrderTotals({ order }: { order: Order }) {
  const t = useOrdersMessages().totals;
  const format = useFormat();
  const { currency, subtotal, tax, taxRate, total, refunded } = order;
  const lines = [
    { term: t.subtotal, amount: subtotal },
    { term: t.tax(format.number(Number(taxRate))), amount: tax },
    { term: t.total, amount: total, strong: true },
    ...(Number(refunded) > 0 ? [{ term: t.refunded, amount: `-${refunded}` }] : []),
  ];
  return (
    <dl className={classes.totals}>
      {lines.map(({ term, amount, strong }) => (
        <div key={term} className={classes.line} data-strong={strong}>
          <dt>{term}</dt>
          <dd>{format.money(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
