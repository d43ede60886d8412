import type { OrderStatus } from '@/api/types';
import { isBound } from '@/features/lists/AmountRange';
import { day, id, oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const STATUSES: OrderStatus[] = ['pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunded'];

const bound = (typed: string) => (isBound(typed) ? typed : '');

/** The list of orders as the address has it, and what the API is asked for. */
export function useOrderList() {
  return useStudioList({
    filters: { status: oneOf(STATUSES), customer: id, from: day, to: day, min: bound, max: bound },
    sorts: ['createdAt', 'total', 'number', 'status', 'paidAt'],
  });
}
