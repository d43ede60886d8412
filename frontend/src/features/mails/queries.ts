import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Mail } from '@/api/types';

export type MailStatus = Mail['status'];

export interface MailFilter {
  page: number;
  search: string;
  status: MailStatus | null;
}

export interface MailPage {
  mails: Mail[];
  page: number;
  pages: number;
  total: number;
}

const PAGE_SIZE = 20;

/** One page of the outbox, newest first. It follows new mails by asking again now and then. */
export const mailsQuery = ({ page, search, status }: MailFilter) =>
  queryOptions({
    queryKey: ['mails', 'list', { page, search, status }],
    queryFn: async ({ signal }): Promise<MailPage> => {
      const query = { page, limit: PAGE_SIZE, search: search || undefined, ...only(status) };
      const { items, pagination } = await api.get('/admin/mails', { query, signal });
      const { total, totalPages } = pagination;
      return { mails: items as Mail[], page, pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['mails', id],
    queryFn: ({ signal }) => api.get('/admin/mails/{id}', { path: { id }, signal }),
  });

/** How many mails of a state were written since the day `since` (YYYY-MM-DD, UTC). */
export const mailCountQuery = (status: MailStatus, since: string) =>
  queryOptions({
    queryKey: ['mails', 'count', status, since],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, dateFrom: since, ...only(status) };
      return (await api.get('/admin/mails', { query, signal })).pagination.total ?? 0;
    },
  });

const only = (status: MailStatus | null) => (status ? { 'filter[status]': [status] } : {});
