import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allowance, api } from '@/api/client';
import type { Invoice, Subscription } from '@/api/types';
import { asked, pageOf } from '@/features/lists/listPage';
import { isUnsettled } from './states';

export const SUBSCRIPTIONS_KEY = ['subscriptions'];
export const INVOICES_KEY = ['invoices'];

/** How often it is asked whether a payment has arrived, in milliseconds. */
const ASK_AGAIN_MS = 4_000;

/** A person's subscriptions, the newest first. Asked again for as long as one of them waits for a payment. */
export const ownSubscriptionsQuery = (userId: string) =>
  queryOptions({
    queryKey: [...SUBSCRIPTIONS_KEY, 'own', userId],
    queryFn: async ({ signal }) => {
      const query = { limit: 20, sort: 'createdAt' as const, order: 'desc' as const, 'filter[userId]': [userId] };
      return (await api.get('/subscriptions', { query, signal })).items as Subscription[];
    },
    refetchInterval: ({ state }) => (state.data?.some(isUnsettled) ? ASK_AGAIN_MS : false),
  });

/** One page of a person's invoices, the newest first. */
export const ownInvoicesQuery = (userId: string, page: number) =>
  queryOptions({
    queryKey: [...INVOICES_KEY, 'own', userId, page],
    queryFn: async ({ signal }) => {
      const question = asked({ page, search: '', sort: 'createdAt' as const, order: 'desc' });
      return pageOf<Invoice>(
        await api.get('/invoices', { query: { ...question, 'filter[userId]': [userId] }, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });

/** One invoice. Asked again while `awaited`, until it is paid. */
export const invoiceQuery = (id: string, awaited = false) =>
  queryOptions({
    queryKey: [...INVOICES_KEY, 'one', id],
    queryFn: ({ signal }) => api.get('/invoices/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (awaited && state.data?.status === 'open' ? ASK_AGAIN_MS : false),
  });

/** What changing to another plan would cost now. It grows older by the second, so it is never kept. */
export const planChangeQuery = (id: string, planId: string) =>
  queryOptions({
    queryKey: [...SUBSCRIPTIONS_KEY, 'change', id, planId],
    queryFn: ({ signal }) => api.get('/subscriptions/{id}/plan-change', { path: { id }, query: { planId }, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** How often one may still ask the API. */
export const allowanceQuery = queryOptions({
  queryKey: ['session', 'allowance'],
  queryFn: ({ signal }) => allowance(signal),
});
