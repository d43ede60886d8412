import type { ReportKind } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import { REVENUE_PARAMS, revenueChoice } from '@/features/revenue/choice';
import type { ReportQuestion } from './queries';

export const KINDS: ReportKind[] = ['sales', 'tax'];

/**
 * The page of reports as the address has it: which reports are listed, and over what time revenue is shown.
 *
 * @param today the present day, YYYY-MM-DD
 */
export function useReportsPage(today: string) {
  const list = useStudioList({ filters: ['kind'], sorts: ['month', 'createdAt'], aside: REVENUE_PARAMS });
  const { page, search, sort, order, params, change } = list;
  const kind = KINDS.find((each) => each === params.kind) ?? null;
  const question: ReportQuestion = { page, search, sort, order, kind };
  // Another time for the revenue is no other page of the list.
  const choice = revenueChoice(params, (part) => change({ ...part, page: params.page }), today);
  return { list, question, choice };
}

export type ReportList = ReturnType<typeof useReportsPage>['list'];
