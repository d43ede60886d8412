import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Invoice, Subscription } from '@/api/types';
import { INVOICES_KEY, SUBSCRIPTIONS_KEY } from '@/features/billing/queries';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

type SubscriptionSort = 'createdAt' | 'currentPeriodEnd' | 'status';

interface SubscriptionQuestion extends ListQuestion<SubscriptionSort> {
  status: Subscription['status'] | null;
  /** Id of a plan. */
  plan: string;
}

const EXPORTED_AT_ONCE = 100;

/** What is asked for besides which page. */
function narrowed({ status, plan }: SubscriptionQuestion) {
  return { ...(status && { 'filter[status]': [status] }), ...(plan && { 'filter[planId]': [plan] }) };
}

/** One page of everyone's subscriptions. */
export const subscriptionsQuery = (question: SubscriptionQuestion) =>
  queryOptions({
    queryKey: [...SUBSCRIPTIONS_KEY, 'all', question],
    queryFn: async ({ signal }) => {
      const query = { ...asked(question), ...narrowed(question) };
      return pageOf<Subscription>(await api.get('/subscriptions', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** Many subscriptions at once, from `cursor` on. */
export function fetchSubscriptions(question: SubscriptionQuestion, cursor: string) {
  const { sort, order, search } = asked(question);
  const query = { sort, order, search, ...narrowed(question), limit: EXPORTED_AT_ONCE, cursor };
  return api.get('/subscriptions', { query });
}

/** One subscription. */
export const subscriptionQuery = (id: string) =>
  queryOptions({
    queryKey: [...SUBSCRIPTIONS_KEY, 'one', id],
    queryFn: ({ signal }) => api.get('/subscriptions/{id}', { path: { id }, signal }),
  });

/** One page of what a subscription was invoiced for, the newest first. */
export const invoicesOfQuery = (subscriptionId: string, page: number) =>
  queryOptions({
    queryKey: [...INVOICES_KEY, 'of', subscriptionId, page],
    queryFn: async ({ signal }) => {
      const question = asked({ page, search: '', sort: 'createdAt' as const, order: 'desc' });
      const query = { ...question, 'filter[subscriptionId]': [subscriptionId] };
      return pageOf<Invoice>(await api.get('/invoices', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });
