import type { Revenue } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import { Stat } from '@/ui/Stat';
import { Change } from './Change';
import classes from './RevenueFigures.module.css';

/** The figures of a span, each with how it has changed against the one before. */
export function RevenueFigures({ revenue }: { revenue: Revenue | undefined }) {
  const t = useRevenueMessages();
  const format = useFormat();
  const amounts = ['gross', 'net', 'refunds'] as const;
  const change = (now: string | number, before: string | number) => (
    <Change now={Number(now)} before={Number(before)} />
  );
  return (
    <section className={classes.figures} aria-label={t.figures}>
      {amounts.map((key) => (
        <Stat
          key={key}
          label={t[key]}
          value={revenue && format.money(revenue.totals[key], revenue.currency)}
          note={revenue && change(revenue.totals[key], revenue.previous[key])}
        />
      ))}
      <Stat
        label={t.orders}
        value={revenue && format.number(revenue.totals.orders)}
        note={revenue && change(revenue.totals.orders, revenue.previous.orders)}
      />
    </section>
  );
}
