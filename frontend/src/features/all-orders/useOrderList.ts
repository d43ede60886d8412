import type { OrderStatus } from '@/api/types';
import { isBound } from '@/features/lists/AmountRange';
import { useStudioList } from '@/features/lists/useStudioList';
import type { OrderQuestion } from './queries';

export const STATUSES: OrderStatus[] = ['pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunded'];

const UUID = /^[0-9a-f-]{36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The list of orders as the address has it, and what the API is asked for; what it would refuse is left out. */
export function useOrderList() {
  const list = useStudioList({
    filters: ['status', 'customer', 'from', 'to', 'min', 'max'],
    sorts: ['createdAt', 'total', 'number', 'status', 'paidAt'],
  });
  const { page, search, sort, order, params } = list;
  const question: OrderQuestion = {
    page,
    search,
    sort,
    order,
    status: STATUSES.find((status) => status === params.status) ?? null,
    customer: UUID.test(params.customer) ? params.customer : '',
    from: DAY.test(params.from) ? params.from : '',
    to: DAY.test(params.to) ? params.to : '',
    min: isBound(params.min) ? params.min : '',
    max: isBound(params.max) ? params.max : '',
  };
  return { list, question };
}
