import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Payment, PaymentProvider, PaymentStatus, PaymentSummary } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

type PaymentSort = 'createdAt' | 'amount';

interface PaymentQuestion extends ListQuestion<PaymentSort> {
  status: PaymentStatus | null;
  provider: PaymentProvider | null;
  /** Id of a person. */
  customer: string;
}

export const PAYMENTS_KEY = ['all-payments'];

/** How often a payment that is under way is asked for, in milliseconds. */
const UNDER_WAY_MS = 3_000;

const EXPORTED_AT_ONCE = 100;

/** Whether something about it will change by itself. */
const isUnderWay = ({ status, refunds }: Payment) =>
  status === 'processing' || status === 'requires_action' || refunds.some((refund) => refund.status === 'pending');

function narrowed({ status, provider, customer }: PaymentQuestion) {
  return {
    ...(status && { 'filter[status]': [status] }),
    ...(provider && { 'filter[provider]': [provider] }),
    ...(customer && { 'filter[userId]': [customer] }),
  };
}

/** One page of everyone's payments. */
export const paymentsQuery = (question: PaymentQuestion) =>
  queryOptions({
    queryKey: [...PAYMENTS_KEY, 'list', question],
    queryFn: async ({ signal }) => {
      const query = { ...asked(question), ...narrowed(question) };
      return pageOf<PaymentSummary>(await api.get('/payments', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** Many payments at once, from `cursor` on. */
export function fetchPayments(question: PaymentQuestion, cursor: string) {
  const { sort, order } = question;
  return api.get('/payments', { query: { sort, order, ...narrowed(question), limit: EXPORTED_AT_ONCE, cursor } });
}

/** One payment; it is followed while something is under way. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: [...PAYMENTS_KEY, 'one', id],
    queryFn: async ({ signal }) => (await api.get('/payments/{id}', { path: { id }, signal })) as Payment,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? UNDER_WAY_MS : false),
  });

/** The payments of an order, the latest first. */
export const orderPaymentsQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...PAYMENTS_KEY, 'of-order', orderId],
    queryFn: async ({ signal }) => {
      const query = { limit: 20, 'filter[orderId]': [orderId] };
      return (await api.get('/payments', { query, signal })).items as PaymentSummary[];
    },
  });
