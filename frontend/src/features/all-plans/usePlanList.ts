import type { Interval } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import { yesOrNo } from '@/features/lists/yesOrNo';
import type { PlanQuestion } from './queries';

export const INTERVALS: Interval[] = ['month', 'year'];

/** The list of plans as the address has it, and what the API is asked for. */
export function usePlanList() {
  const list = useStudioList({
    filters: ['interval', 'active'],
    sorts: ['position', 'name', 'price', 'createdAt'],
    order: 'asc',
  });
  const { page, search, sort, order, params } = list;
  const question: PlanQuestion = {
    page,
    search,
    sort,
    order,
    interval: INTERVALS.find((interval) => interval === params.interval) ?? null,
    active: yesOrNo(params.active),
  };
  return { list, question };
}
