import { Button, Skeleton } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Revenue } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';

import { localeFor, useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import { useLanguage } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Stack } from '@/ui/Stack';
import type { RevenueChoice } from './choice';
import { barsOf, dayNames, type RevenueBar } from './points';
import { revenueQuery } from './queries';
import classes from './RevenueCard.module.css';
import { RevenueChoices } from './RevenueChoices';
import { RevenueFigures } from './RevenueFigures';
import { RevenueTable } from './RevenueTable';
import { SERIES } from './series';
import { spanBefore } from './span';

// Drawing weighs more than the rest of the page.
const RevenueChart = lazy(() => import('./RevenueChart'));

/** What was earned over some time: its figures, a chart, and all of it as a table. */
export function RevenueCard({ choice }: { choice: RevenueChoice }) {
  const t = useRevenueMessages();
  const { interval, from, to, currency, compare } = choice;
  const found = useQuery(revenueQuery({ interval, from, to, currency }));
  const before = useQuery({ ...revenueQuery({ interval, ...spanBefore(choice), currency }), enabled: compare });
  const revenue = found.data;
  const bars = useBars(revenue, compare ? before.data : undefined);
  return (
    <Stack>
      {(revenue || found.isPending) && <RevenueFigures revenue={revenue} />}
      <Card title={t.title}>
        <RevenueChoices choice={choice} revenue={revenue} />
        {found.isPending && <Skeleton height={280} />}
        {found.isError && !revenue && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
        {revenue && (
          <div className={classes.shown} aria-busy={found.isPlaceholderData}>
            <Shown revenue={revenue} bars={bars} compare={compare} />
          </div>
        )}
      </Card>
    </Stack>
  );
}

function useBars(revenue: Revenue | undefined, before: Revenue | undefined): RevenueBar[] {
  const t = useRevenueMessages();
  const language = useLanguage();
  return useMemo(() => {
    if (!revenue) return [];
    const names = dayNames(localeFor(language), t.inWeek);
    return barsOf(revenue.points, before?.points ?? null, revenue.interval, names);
  }, [revenue, before, language, t]);
}

/** The chart, or on demand the same as a table. */
function Shown({ revenue, bars, compare }: { revenue: Revenue; bars: RevenueBar[]; compare: boolean }) {
  const t = useRevenueMessages();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const { currency, totals } = revenue;
  const isEmpty = bars.every(({ exact }) => Number(exact.gross) === 0 && Number(exact.refunds) === 0);
  if (isEmpty) {
    return (
      <EmptyState
        icon={<IconChartBar size={28} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
      />
    );
  }
  const summary = t.summary(currency, format.money(totals.gross, currency), bars[0]!.title, bars.at(-1)!.title);
  return (
    <>
      {asTable ? (
        <RevenueTable bars={bars} revenue={revenue} />
      ) : (
        <Suspense fallback={<Skeleton className={classes.place} />}>
          <RevenueChart bars={bars} currency={currency} label={summary} />
        </Suspense>
      )}
      <div className={classes.foot}>
        <Legend compare={compare} />
        <Button
          variant="subtle"
          size="xs"
          leftSection={
            asTable ? (
              <IconChartBar size={16} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconTable size={16} stroke={1.75} aria-hidden="true" />
            )
          }
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t.asChart : t.asTable}
        </Button>
      </div>
    </>
  );
}

function Legend({ compare }: { compare: boolean }) {
  const t = useRevenueMessages();
  return (
    <ul className={classes.legend}>
      {SERIES.map(({ key, color }) => (
        <li key={key}>
          <i className={classes.mark} style={{ background: color }} />
          {t[key]}
        </li>
      ))}
      {compare && (
        <li>
          <i className={classes.dashed} />
          {t.before}
        </li>
      )}
    </ul>
  );
}
