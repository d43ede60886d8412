import type { Revenue } from '@/api/types';
import type { Interval } from './span';

/** What a chart shows of a day, a week or a month. */
export interface RevenueBar {
  /** Its first day, YYYY-MM-DD. */
  from: string;
  /** Below the chart. */
  label: string;
  /** Above its figures. */
  title: string;
  /** In major units; what was taken is the sum of these three. */
  net: number;
  tax: number;
  refunds: number;
  /** What was taken in the same place of the span before; null where that is not to be shown. */
  before: number | null;
  /** The same as exact texts. */
  exact: Revenue['points'][number] & { before: string | null };
}

/** How the days of a chart are called. */
interface DayNames {
  label: (day: string, interval: Interval) => string;
  title: (day: string, interval: Interval) => string;
}

/** Names of days in a locale. The books are kept in UTC, and so are their days. */
export function dayNames(locale: string, inWeek: (day: string) => string): DayNames {
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const wholeMonth = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return {
    label: (day, interval) => (interval === 'month' ? month : short).format(new Date(day)),
    title(day, interval) {
      const date = new Date(day);
      if (interval === 'month') return wholeMonth.format(date);
      return interval === 'week' ? inWeek(long.format(date)) : long.format(date);
    },
  };
}

/**
 * What a chart shows of revenue.
 *
 * @param before the points of the span before, where they are to be compared
 */
export function barsOf(
  points: Revenue['points'],
  before: Revenue['points'] | null,
  interval: Interval,
  names: DayNames,
): RevenueBar[] {
  return points.map((point, index) => {
    const earlier = before?.[index]?.gross ?? null;
    return {
      from: point.from,
      label: names.label(point.from, interval),
      title: names.title(point.from, interval),
      net: Number(point.net),
      tax: Number(point.tax),
      refunds: Number(point.refunds),
      before: earlier === null ? null : Number(earlier),
      exact: { ...point, before: earlier },
    };
  });
}

/** How much more or less it is than before, as a part of what was before; null where there was nothing. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}
