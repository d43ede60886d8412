import type { ReportKind } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import { chosenSpan, type Interval, type SpanName } from '@/features/revenue/span';
import type { ReportQuestion } from './queries';

export const KINDS: ReportKind[] = ['sales', 'tax'];

/**
 * The page of reports as the address has it: which reports are listed, and over what time the revenue is shown.
 *
 * @param today the present day, YYYY-MM-DD
 */
export function useReportsPage(today: string) {
  const list = useStudioList({
    filters: ['kind'],
    sorts: ['createdAt'],
    aside: ['span', 'interval', 'from', 'to', 'currency', 'compare'],
  });
  const { page, search, sort, order, params, change } = list;
  const question: ReportQuestion = { page, search, sort, order, kind: KINDS.find((kind) => kind === params.kind) ?? null };
  // Another time for the revenue is no other page of the list.
  const look = (part: Partial<Record<'span' | 'interval' | 'from' | 'to' | 'currency' | 'compare', string>>) =>
    change({ ...part, page: params.page });
  const span = chosenSpan(params, today);
  return {
    list,
    question,
    revenue: {
      ...span,
      currency: /^[A-Z]{3}$/.test(params.currency) ? params.currency : '',
      compare: params.compare === 'yes',
      choose: (name: SpanName) => look({ span: name, interval: '', from: '', to: '' }),
      chooseDays: (days: { from?: string; to?: string }) =>
        look({ span: 'own', from: span.from, to: span.to, ...days }),
      chooseInterval: (interval: Interval) => look({ interval }),
      chooseCurrency: (currency: string) => look({ currency }),
      chooseCompare: (compare: boolean) => look({ compare: compare ? 'yes' : '' }),
    },
  };
}

export type RevenueChoice = ReturnType<typeof useReportsPage>['revenue'];
