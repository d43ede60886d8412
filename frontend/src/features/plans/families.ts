import type { Interval, Plan } from '@/api/types';

/** How many layers the mark has. */
const HIGHEST = 3;

const INTERVAL_SUFFIX = /-(monthly|yearly|annual)$/;

/** The same plan by the month and by the year, as far as there are both: `plus` and `plus-yearly`. */
interface Family {
  key: string;
  month?: Plan;
  year?: Plan;
}

/** Plans that differ in how often they are paid alone, together; in the order in which the plans come. */
export function families(plans: Plan[]): Family[] {
  const found = new Map<string, Family>();
  for (const plan of plans) {
    const key = plan.slug.replace(INTERVAL_SUFFIX, '');
    const family = found.get(key) ?? { key };
    found.set(key, { ...family, [plan.interval]: family[plan.interval] ?? plan });
  }
  return [...found.values()];
}

/** How many layers of the mark stand for the family at a place, the first being 0; the free plan has the lowest alone. */
export function layersAt(place: number): number {
  return Math.min(place + 2, HIGHEST);
}

/** The plan of a family that is paid so, or the only one there is. */
export function planFor({ month, year }: Family, interval: Interval): Plan {
  return (interval === 'year' ? (year ?? month) : (month ?? year))!;
}

/** The largest part of a year's price that paying by the year spares, from 0 to 1. */
export function largestSaving(all: Family[]): number {
  const savings = all.map(({ month, year }) => {
    if (!month || !year || month.currency !== year.currency) return 0;
    return 1 - Number(year.price) / (12 * Number(month.price));
  });
  return Math.max(0, ...savings.filter(Number.isFinite));
}

/** A year's price by the month, as a decimal text to be shown; rounded to the places that the price has. */
export function monthlyShare({ price }: Plan): string {
  const places = price.split('.')[1]?.length ?? 0;
  return (Number(price) / 12).toFixed(places);
}
