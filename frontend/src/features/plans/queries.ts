import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Plan } from '@/api/types';

export const PLANS_KEY = ['plans'];

/** The plans on offer, in the order in which they are shown. */
export const plansQuery = queryOptions({
  queryKey: [...PLANS_KEY, 'offered'],
  queryFn: async ({ signal }) => {
    const query = { limit: 100, sort: 'position' as const, order: 'asc' as const };
    const { items } = await api.get('/plans', { query, signal });
    return (items as Plan[]).filter(({ active }) => active);
  },
  staleTime: 60_000,
});
