import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Mail } from '@/api/types';

export type MailStatus = Mail['status'];

export interface MailFilter {
  page: number;
  search: string;
  status: MailStatus | null;
}

const PAGE_SIZE = 20;

/** One page of the outbox, newest first. It follows new mails by asking again now and then. */
export const mailsQuery = ({ page, search, status }: MailFilter) =>
  queryOptions({
    queryKey: ['mails', 'list', { page, search, status }],
    queryFn: ({ signal }) =>
      api.get('/admin/mails', {
        query: { page, limit: PAGE_SIZE, search: search || undefined, 'filter[status]': asFilter(status) },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['mails', id],
    queryFn: ({ signal }) => api.get('/admin/mails/{id}', { path: { id }, signal }),
  });

/** How many mails of a state were written since `since` (RFC 3339). */
export const mailCountQuery = (status: MailStatus, since: string) =>
  queryOptions({
    queryKey: ['mails', 'count', status, since],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, dateFrom: since, 'filter[status]': asFilter(status) };
      return (await api.get('/admin/mails', { query, signal })).pagination.total;
    },
  });

const asFilter = (status: MailStatus | null) => status ?? undefined;
