import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Order, OrderSummary } from '@/api/types';
import { newAttempt } from '@/lib/attempt';

export type OrderStatus = Order['status'];

export const STATUSES: OrderStatus[] = ['pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunded'];

interface OrderFilter {
  page: number;
  search: string;
  status: OrderStatus | null;
}

export interface OrderPage {
  orders: OrderSummary[];
  pages: number;
  total: number;
}

export const ORDERS_KEY = ['orders'];

const PAGE_SIZE = 12;
const RECENT = 4;

/** How often an order in view is asked for, in milliseconds, while it may still become something else. */
const LIVE_MS: Partial<Record<OrderStatus, number>> = { pending: 4_000, paid: 15_000 };

/** One page of somebody's orders, the newest first. Who sees all orders sees their own here as well. */
export const ordersQuery = (userId: string, { page, search, status }: OrderFilter) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'list', userId, { page, search, status }],
    queryFn: async ({ signal }): Promise<OrderPage> => {
      const query = {
        page,
        limit: PAGE_SIZE,
        'filter[userId]': [userId],
        ...(search && { search }),
        ...(status && { 'filter[status]': [status] }),
      };
      const { items, pagination } = await api.get('/orders', { query, signal });
      const { total, totalPages } = pagination;
      return { orders: items as OrderSummary[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.orders.some((order) => order.status === 'pending') ? LIVE_MS.paid : false,
  });

/** Somebody's last orders. */
export const recentOrdersQuery = (userId: string) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'recent', userId],
    queryFn: async ({ signal }) => {
      const query = { limit: RECENT, 'filter[userId]': [userId] };
      return (await api.get('/orders', { query, signal })).items as OrderSummary[];
    },
  });

/** An order; asked again while something can happen to it and somebody looks. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, id],
    queryFn: ({ signal }) => api.get('/orders/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => liveInterval(state.data),
  });

/** How long until an order is asked for again, in milliseconds; false when nothing can happen to it any more. */
export function liveInterval(order: Order | undefined): number | false {
  return (order && LIVE_MS[order.status]) ?? false;
}

/** Cancels an order that is not paid yet. */
export function useCancelOrder(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const attempt = { path: { id }, idempotencyKey: newAttempt() };
      return api.post('/orders/{id}/cancellation', { ...attempt, body: {} });
    },
    onSuccess: (order) => {
      queries.setQueryData(orderQuery(id).queryKey, order);
      return queries.invalidateQueries({ queryKey: ORDERS_KEY });
    },
    // What was not possible may have become so because the order is no longer what one sees.
    onError: () => queries.invalidateQueries({ queryKey: orderQuery(id).queryKey }),
  });
}
