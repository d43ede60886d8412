import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { AuditEntry } from '@/api/types';

export interface AuditFilter {
  actor: string;
  action: string;
  resource: string;
  /** The number of one thing, or of one person. */
  about: string;
  /** Days, YYYY-MM-DD. */
  from: string;
  to: string;
}

export const AUDIT_KEY = ['audit'];

const AT_ONCE = 40;

/** The filter as the API takes it. */
export function queryOf({ actor, action, resource, about, from, to }: AuditFilter) {
  return {
    ...(actor && { 'filter[actor]': [actor] }),
    ...(action && { 'filter[action]': [action] }),
    ...(resource && { 'filter[resourceType]': [resource] }),
    ...(about && { 'filter[resourceId]': [about] }),
    dateFrom: from || undefined,
    dateTo: to || undefined,
  };
}

/** The entries of the trail, the newest first, as many as one wants to see. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: [...AUDIT_KEY, 'list', filter],
    queryFn: async ({ signal, pageParam }) => {
      const query = { limit: AT_ONCE, cursor: pageParam, ...queryOf(filter) };
      const { items, pagination } = await api.get('/audit-logs', { query, signal });
      return { entries: items as AuditEntry[], next: pagination.nextCursor ?? null };
    },
    // An empty cursor asks for the first entries.
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** The latest entries that concern a person's account. */
export const activityQuery = (userId: string) =>
  queryOptions({
    queryKey: [...AUDIT_KEY, 'activity', userId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get('/audit-logs', {
        query: { limit: 8, cursor: '', 'filter[actor]': [userId] },
        signal,
      });
      return items as AuditEntry[];
    },
  });
