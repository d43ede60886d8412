export const SPANS = ['30', '90', '180', '365', 'own'] as const;
export const INTERVALS = ['day', 'week', 'month'] as const;

/** How long, in days until today; or from and to as one likes. */
export type SpanName = (typeof SPANS)[number];
export type Interval = (typeof INTERVALS)[number];

export interface Span {
  name: SpanName;
  interval: Interval;
  /** The first and the last day, YYYY-MM-DD, both of them part of it. */
  from: string;
  to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** More bars than that are too many to tell apart. */
const MOST_BARS = 120;

/** The time that stands in an address. What makes no sense is as usual: the last six months by the week. */
export function chosenSpan(params: { span: string; interval: string; from: string; to: string }, today: string): Span {
  const name = SPANS.find((span) => span === params.span) ?? '180';
  const isOwn = name === 'own' && DAY.test(params.from) && DAY.test(params.to) && params.from <= params.to;
  const days = name === 'own' ? 180 : Number(name);
  const from = isOwn ? params.from : plusDays(today, 1 - days);
  const to = isOwn ? params.to : today;
  const length = daysFrom(from, to) + 1;
  const wanted = INTERVALS.find((interval) => interval === params.interval);
  const interval = wanted && isSensible(wanted, length) ? wanted : usualInterval(length);
  return { name, interval, from, to };
}

/** The span of the same length that ends where this one begins. */
export function spanBefore({ from, to }: Pick<Span, 'from' | 'to'>): Pick<Span, 'from' | 'to'> {
  const days = daysFrom(from, to) + 1;
  return { from: plusDays(from, -days), to: plusDays(from, -1) };
}

/** Whether there are not too many bars for so many days. */
export function isSensible(interval: Interval, days: number): boolean {
  return interval !== 'day' || days <= MOST_BARS;
}

function usualInterval(days: number): Interval {
  if (days <= 45) return 'day';
  return days <= 200 ? 'week' : 'month';
}

/** How many days it is from one day to the other. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The present day where the books are kept, which is in UTC. */
export function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
