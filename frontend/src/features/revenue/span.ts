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

/** The span just before, as the API compares with it: as many intervals, and as much of the last of them. */
export function spanBefore({ interval, from, to }: Pick<Span, 'interval' | 'from' | 'to'>): Pick<Span, 'from' | 'to'> {
  const first = beginningOf(interval, from);
  let count = 0;
  while (stepped(interval, first, count) <= to) count += 1;
  const last = plusDays(first, -1);
  const unfinished = daysFrom(to, plusDays(stepped(interval, first, count), -1));
  const [begun, end] = [beginningOf(interval, last), plusDays(last, -unfinished)];
  return { from: stepped(interval, first, -count), to: end > begun ? end : begun };
}

/** The first day of the day, week or month in which `day` is. Weeks begin on Monday. */
function beginningOf(interval: Interval, day: string): string {
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  return interval === 'week' ? plusDays(day, -((new Date(day).getUTCDay() + 6) % 7)) : day;
}

/** The beginning of the interval that lies `steps` after that which begins at `start`. */
function stepped(interval: Interval, start: string, steps: number): string {
  if (interval !== 'month') return plusDays(start, steps * (interval === 'week' ? 7 : 1));
  const date = new Date(start);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + steps)).toISOString().slice(0, 10);
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
