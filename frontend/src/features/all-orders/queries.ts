import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Order, OrderStatus, OrderSummary } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';
import { isUnderWay } from './useFollowed';

type OrderSort = 'createdAt' | 'total' | 'number' | 'status' | 'paidAt';

interface OrderQuestion extends ListQuestion<OrderSort> {
  status: OrderStatus | null;
  /** Id of a person. */
  customer: string;
  /** Days, YYYY-MM-DD. */
  from: string;
  to: string;
  /** Amounts in major units. */
  min: string;
  max: string;
}

export const ORDERS_KEY = ['all-orders'];

/** How often an order to which something is going to happen is asked for, in milliseconds. */
const UNDER_WAY_MS = 4_000;

const EXPORTED_AT_ONCE = 100;

/** What is asked for besides which page. */
function narrowed({ status, customer, from, to, min, max }: OrderQuestion) {
  return {
    ...(status && { 'filter[status]': [status] }),
    ...(customer && { 'filter[userId]': [customer] }),
    dateFrom: from || undefined,
    dateTo: to || undefined,
    totalMin: min || undefined,
    totalMax: max || undefined,
  };
}

/** One page of everyone's orders. */
export const ordersQuery = (question: OrderQuestion) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'list', question],
    queryFn: async ({ signal }) => {
      const query = { ...asked(question), ...narrowed(question) };
      return pageOf<OrderSummary>(await api.get('/orders', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** Many orders at once, from `cursor` on. */
export function fetchOrders(question: OrderQuestion, cursor: string) {
  const { sort, order, search } = asked(question);
  const query = { sort, order, search, ...narrowed(question), limit: EXPORTED_AT_ONCE, cursor };
  return api.get('/orders', { query });
}

/** One order; it is followed while something is going to happen to it by itself. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'one', id],
    queryFn: async ({ signal }) => (await api.get('/orders/{id}', { path: { id }, signal })) as Order,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? UNDER_WAY_MS : false),
  });

/** The latest few orders. */
export const latestOrdersQuery = queryOptions({
  queryKey: [...ORDERS_KEY, 'latest'],
  queryFn: async ({ signal }) => {
    const { items } = await api.get('/orders', { query: { limit: 5, cursor: '' }, signal });
    return items as OrderSummary[];
  },
});
