import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Revenue } from '@/api/types';
import { DateRange } from '@/features/lists/DateRange';

import { useRevenueMessages } from '@/lib/messages/books';
import classes from './RevenueCard.module.css';
import type { RevenueChoice } from './choice';
import { daysFrom, INTERVALS, isSensible, SPANS, type Interval, type SpanName } from './span';

interface RevenueChoicesProps {
  choice: RevenueChoice;
  /** What is shown at present; undefined until it is there. */
  revenue: Revenue | undefined;
}

/** Over what time, by what, in which currency, and beside what was before. */
export function RevenueChoices({ choice, revenue }: RevenueChoicesProps) {
  const t = useRevenueMessages();
  const chevron = <IconChevronDown size={15} stroke={1.75} aria-hidden="true" />;
  const days = daysFrom(choice.from, choice.to) + 1;
  return (
    <div className={classes.choices}>
      <NativeSelect
        aria-label={t.span}
        value={choice.name}
        data={SPANS.map((name) => ({ value: name, label: t.spans[name] }))}
        rightSection={chevron}
        onChange={(event) => choice.choose(event.currentTarget.value as SpanName)}
      />
      {choice.name === 'own' && <DateRange from={choice.from} to={choice.to} onChange={choice.chooseDays} />}
      <SegmentedControl
        aria-label={t.interval}
        value={choice.interval}
        data={INTERVALS.map((interval) => ({
          value: interval,
          label: t[interval],
          disabled: !isSensible(interval, days),
        }))}
        onChange={(interval) => choice.chooseInterval(interval as Interval)}
      />
      {revenue && revenue.currencies.length > 1 && (
        <NativeSelect
          aria-label={t.currency}
          value={revenue.currency}
          data={revenue.currencies}
          rightSection={chevron}
          onChange={(event) => choice.chooseCurrency(event.currentTarget.value)}
        />
      )}
      <Switch
        label={t.compare}
        checked={choice.compare}
        onChange={(event) => choice.chooseCompare(event.currentTarget.checked)}
      />
    </div>
  );
}
