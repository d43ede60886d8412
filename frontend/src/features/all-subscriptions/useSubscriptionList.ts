import type { Subscription } from '@/api/types';
import { id, oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const STATUSES: Subscription['status'][] = ['trialing', 'active', 'past_due', 'incomplete', 'canceled'];

/** The list of subscriptions as the address has it, and what the API is asked for. */
export function useSubscriptionList() {
  return useStudioList({
    filters: { status: oneOf(STATUSES), plan: id },
    sorts: ['createdAt', 'currentPeriodEnd', 'status'],
  });
}
