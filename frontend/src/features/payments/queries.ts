import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Payment } from '@/api/types';
import { newAttempt } from '@/lib/attempt';

/** How often a payment in view is asked for, in milliseconds, while the bank works on it. */
const PROCESSING_MS = 1_500;

/** A card as the sandbox's form has it. */
interface SandboxCard {
  card: string;
  expiry: string;
  cvc: string;
}

/** The payment of an order: begun by asking for it, and the same again while it is open. */
export const startPaymentQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['payments', 'order', orderId],
    queryFn: ({ signal }) => {
      const attempt = { path: { id: orderId }, idempotencyKey: newAttempt(), signal };
      return api.post('/orders/{id}/payment', attempt) as Promise<Payment>;
    },
    staleTime: Infinity,
    gcTime: 0,
  });

/** A payment; asked again while the bank works on it and somebody looks. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['payments', id],
    queryFn: ({ signal }) => api.get('/payments/{id}', { path: { id }, signal }) as Promise<Payment>,
    refetchInterval: ({ state }) => (state.data?.status === 'processing' ? PROCESSING_MS : false),
  });

/**
 * The payments of an order, the newest first; asked for again while the bank works on one.
 *
 * @param version changes when the order does
 */
export const orderPaymentsQuery = (orderId: string, version: string) =>
  queryOptions({
    queryKey: ['payments', 'of-order', orderId, version],
    queryFn: async ({ signal }) => {
      const query = { 'filter[orderId]': [orderId] };
      return (await api.get('/payments', { query, signal })).items as Payment[];
    },
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'processing') ? PROCESSING_MS : false),
  });

/** Pays with a card of the sandbox, or answers the bank that asks. */
export function useSandbox(id: string) {
  const queries = useQueryClient();
  const show = (payment: unknown) => queries.setQueryData(paymentQuery(id).queryKey, payment as Payment);
  const confirm = useMutation({
    mutationFn: (body: SandboxCard) =>
      api.post('/payments/{id}/sandbox-confirmation', { path: { id }, body, idempotencyKey: newAttempt() }),
    onSuccess: show,
  });
  const answer = useMutation({
    mutationFn: (outcome: 'approved' | 'refused') =>
      api.post('/payments/{id}/sandbox-challenge', { path: { id }, body: { outcome }, idempotencyKey: newAttempt() }),
    onSuccess: show,
  });
  return { confirm, answer };
}
