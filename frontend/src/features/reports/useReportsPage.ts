import type { ReportKind } from '@/api/types';
import { oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';
import { REVENUE_PARAMS, revenueChoice } from '@/features/revenue/choice';

export const KINDS: ReportKind[] = ['sales', 'tax'];

/**
 * The page of reports as the address has it: which reports are listed, and over what time revenue is shown.
 *
 * @param today the present day, YYYY-MM-DD
 */
export function useReportsPage(today: string) {
  const { list, question } = useStudioList({
    filters: { kind: oneOf(KINDS) },
    sorts: ['month', 'createdAt'],
    aside: REVENUE_PARAMS,
  });
  const { params, change } = list;
  // Another time for the revenue is no other page of the list.
  const choice = revenueChoice(params, (part) => change({ ...part, page: params.page }), today);
  return { list, question, choice };
}

export type ReportList = ReturnType<typeof useReportsPage>['list'];
