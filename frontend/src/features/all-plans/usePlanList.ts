import type { Interval } from '@/api/types';
import { oneOf, yesOrNo } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const INTERVALS: Interval[] = ['month', 'year'];

/** The list of plans as the address has it, and what the API is asked for. */
export function usePlanList() {
  return useStudioList({
    filters: { interval: oneOf(INTERVALS), active: yesOrNo },
    sorts: ['position', 'name', 'price', 'createdAt'],
    order: 'asc',
  });
}
