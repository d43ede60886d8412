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
  return (
    <section className={classes.figures} aria-label={t.figures}>
      {amounts.map((key) => (
        <Stat
          key={key}
          label={t[key]}
          value={revenue && format.money(revenue.totals[key], revenue.currency)}
          note={
            revenue && (
              <Change
                now={Number(revenue.totals[key])}
                before={Number(revenue.previous[key])}
                lessIsBetter={key === 'refunds'}
              />
            )
          }
        />
      ))}
      <Stat
        label={t.orders}
        value={revenue && format.number(revenue.totals.orders)}
        note={revenue && <Change now={revenue.totals.orders} before={revenue.previous.orders} />}
      />
    </section>
  );
}
