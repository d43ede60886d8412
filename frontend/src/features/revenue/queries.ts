import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Revenue } from '@/api/types';
import type { Interval, Span } from './span';

const KEY = ['revenue'];

interface RevenueQuestion extends Pick<Span, 'from' | 'to'> {
  interval: Interval;
  /** ISO 4217; empty for the one in which most is earned. */
  currency: string;
}

/** What was earned over some time. */
export const revenueQuery = ({ interval, from, to, currency }: RevenueQuestion) =>
  queryOptions({
    queryKey: [...KEY, interval, from, to, currency],
    queryFn: async ({ signal }) => {
      const query = { interval, from, to, currency: currency || undefined };
      return (await api.get('/reports/revenue', { query, signal })) as Revenue;
    },
    placeholderData: keepPreviousData,
  });
