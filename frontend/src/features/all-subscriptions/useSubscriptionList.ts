import type { Subscription } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import type { SubscriptionQuestion } from './queries';

export const STATUSES: Subscription['status'][] = ['trialing', 'active', 'past_due', 'incomplete', 'canceled'];

const UUID = /^[0-9a-f-]{36}$/i;

/** The list of subscriptions as the address has it, and what the API is asked for. */
export function useSubscriptionList() {
  const list = useStudioList({
    filters: ['status', 'plan'],
    sorts: ['createdAt', 'currentPeriodEnd', 'status'],
  });
  const { page, search, sort, order, params } = list;
  const question: SubscriptionQuestion = {
    page,
    search,
    sort,
    order,
    status: STATUSES.find((status) => status === params.status) ?? null,
    plan: UUID.test(params.plan) ? params.plan : '',
  };
  return { list, question };
}
