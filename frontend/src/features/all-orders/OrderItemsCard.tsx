import { Link } from 'react-router';
import type { Order } from '@/api/types';
import { Thumb } from '@/features/pictures/Thumb';
import { useFormat } from '@/lib/format';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { difference, isZero } from '@/lib/money';
import { Card } from '@/ui/Card';
import classes from './OrderItemsCard.module.css';

/** What was ordered, and what it comes to. */
export function OrderItemsCard({ order }: { order: Order }) {
  const t = useAllOrdersMessages();
  const format = useFormat();
  const { items, currency, subtotal, tax, taxRate, total, refunded } = order;
  const money = (amount: string) => format.money(amount, currency);
  const sums = [
    { term: t.subtotal, value: money(subtotal) },
    { term: t.tax(format.number(Number(taxRate))), value: money(tax) },
    { term: t.totalOf, value: money(total), strong: true },
  ];
  if (!isZero(refunded)) {
    sums.push({ term: t.refunded, value: money(`-${refunded}`) });
    sums.push({ term: t.remains, value: money(difference(total, [refunded], currency)), strong: true });
  }
  return (
    <Card title={t.items}>
      <ul className={classes.items}>
        {items.map((item) => (
          <li key={item.sku} className={classes.item}>
            <Thumb fileId={item.image?.fileId} />
            <div className={classes.what}>
              <p className={classes.name}>
                {item.productId ? (
                  <Link to={`/studio/products/${item.productId}`} className="link">
                    {item.name}
                  </Link>
                ) : (
                  item.name
                )}
              </p>
              <p className={classes.detail}>
                <span className="mono">{item.sku}</span>
                <span>
                  {t.each(money(item.unitPrice))} {t.times(format.number(item.quantity))}
                </span>
              </p>
            </div>
            <span className={classes.money}>{money(item.total)}</span>
          </li>
        ))}
      </ul>
      <dl className={classes.sums}>
        {sums.map(({ term, value, strong }) => (
          <div key={term} className={classes.sum} data-strong={strong}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
