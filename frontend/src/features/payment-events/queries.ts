import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { PaymentEvent, PaymentEventSummary } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

export type EventStatus = PaymentEvent['status'];

type EventSort = 'receivedAt' | 'createdAt';

interface EventQuestion extends ListQuestion<EventSort> {
  status: EventStatus | null;
  type: string;
}

const KEY = ['payment-events'];

/** How often an event that waits to be processed is asked for, in milliseconds. */
const WAITING_MS = 2_000;

/** How often new events of a payment are looked for, in milliseconds. */
const LIVE_MS = 5_000;

/** One page of what the provider has told. */
export const eventsQuery = (question: EventQuestion) =>
  queryOptions({
    queryKey: [...KEY, 'list', question],
    queryFn: async ({ signal }) => {
      const { status, type } = question;
      const query = {
        ...asked(question),
        ...(status && { 'filter[status]': [status] }),
        ...(type && { 'filter[type]': [type] }),
      };
      return pageOf<PaymentEventSummary>(await api.get('/payment-events', { query, signal }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some(isWaiting) ? WAITING_MS : false),
  });

/** The events of a payment, the latest first. When the next one comes only the provider knows. */
export const eventsOfPaymentQuery = (paymentId: string) =>
  queryOptions({
    queryKey: [...KEY, 'of-payment', paymentId],
    queryFn: async ({ signal }) => {
      const query = { limit: 50, 'filter[paymentId]': [paymentId] };
      return (await api.get('/payment-events', { query, signal })).items as PaymentEventSummary[];
    },
    refetchInterval: LIVE_MS,
  });

/** One event with what was received; it is followed until it has been processed. */
export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: async ({ signal }) => (await api.get('/payment-events/{id}', { path: { id }, signal })) as PaymentEvent,
    refetchInterval: ({ state }) => (state.data && isWaiting(state.data) ? WAITING_MS : false),
  });

const isWaiting = ({ status }: Pick<PaymentEvent, 'status'>) => status === 'received';

/** Has an event processed once more. */
export function useReplay(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post('/payment-events/{id}/replay', { path: { id } }),
    onSuccess: async () => {
      const keys = [KEY, ['all-payments'], ['all-orders'], ['ledger']];
      await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
