import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Revenue } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import { toMajor, toMinor } from '@/lib/money';
import { Card } from '@/ui/Card';
import { Sparkline } from '@/ui/Sparkline';
import { Stat } from '@/ui/Stat';
import { Change } from './Change';
import { revenueQuery } from './queries';
import classes from './RevenueOverview.module.css';
import { chosenSpan, todayInUtc } from './span';

/** What came in over the last thirty days, in three figures and a line. */
export function RevenueOverview() {
  const t = useRevenueMessages();
  const format = useFormat();
  const [today] = useState(todayInUtc);
  const span = chosenSpan({ span: '30', interval: '', from: '', to: '' }, today);
  const found = useQuery(revenueQuery({ ...span, currency: '' }));
  // Who only looks in finds the way to the other rooms all the same.
  if (found.isError && !found.data) return null;
  const revenue = found.data;
  return (
    <section className={classes.overview} aria-label={t.overview}>
      <Stat
        label={t.gross}
        value={revenue && format.money(revenue.totals.gross, revenue.currency)}
        note={revenue && <Change now={Number(revenue.totals.gross)} before={Number(revenue.previous.gross)} />}
      />
      <Stat
        label={t.orders}
        value={revenue && format.number(revenue.totals.orders)}
        note={revenue && <Change now={revenue.totals.orders} before={revenue.previous.orders} />}
      />
      <Stat
        label={t.refunds}
        value={revenue && format.money(revenue.totals.refunds, revenue.currency)}
        note={
          revenue && (
            <Change now={Number(revenue.totals.refunds)} before={Number(revenue.previous.refunds)} lessIsBetter />
          )
        }
      />
      <Card className={classes.line}>
        <div className={classes.head}>
          <h2 className={classes.title}>{t.overview}</h2>
          <Link className="link" to="/studio/reports">
            {t.overviewAll}
          </Link>
        </div>
        {revenue && <Sparkline values={revenue.points.map(({ gross }) => Number(gross))} />}
        <p className={classes.note}>{revenue && t.daily(format.money(daily(revenue), revenue.currency))}</p>
      </Card>
    </section>
  );
}

/** So much a day on average, in major units. */
function daily({ totals, points, currency }: Revenue): string {
  return toMajor(toMinor(totals.gross, currency) / BigInt(Math.max(1, points.length)), currency);
}
