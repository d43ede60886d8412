import { chosenSpan, type Interval, type Span, type SpanName } from './span';

/** What stands in the address about revenue. */
export const REVENUE_PARAMS = ['span', 'interval', 'from', 'to', 'currency', 'compare'] as const;

type Params = Record<(typeof REVENUE_PARAMS)[number], string>;

/** Over what time revenue is shown, and the ways to change it. */
export interface RevenueChoice extends Span {
  /** ISO 4217; empty for the one in which most is sold. */
  currency: string;
  /** Whether the span before is shown beside it. */
  compare: boolean;
  choose: (name: SpanName) => void;
  chooseDays: (days: { from: string } | { to: string }) => void;
  chooseInterval: (interval: Interval) => void;
  chooseCurrency: (currency: string) => void;
  chooseCompare: (compare: boolean) => void;
}

/**
 * The choice that stands in the address.
 *
 * @param change writes it there
 * @param today the present day, YYYY-MM-DD
 */
export function revenueChoice(params: Params, change: (part: Partial<Params>) => void, today: string): RevenueChoice {
  const span = chosenSpan(params, today);
  return {
    ...span,
    currency: /^[A-Z]{3}$/.test(params.currency) ? params.currency : '',
    compare: params.compare === 'yes',
    choose: (name) => change({ span: name, interval: '', from: '', to: '' }),
    chooseDays: (days) => change({ span: 'own', from: span.from, to: span.to, ...days }),
    chooseInterval: (interval) => change({ interval }),
    chooseCurrency: (currency) => change({ currency }),
    chooseCompare: (compare) => change({ compare: compare ? 'yes' : '' }),
  };
}
