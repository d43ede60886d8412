import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Person, Role } from '@/api/types';

export type UserSort = 'createdAt' | 'lastLoginAt' | 'email' | 'firstName' | 'lastName' | 'role';

export interface UserFilter {
  page: number;
  search: string;
  role: Role | null;
  active: boolean | null;
  verified: boolean | null;
  sort: UserSort;
  order: 'asc' | 'desc';
}

export const USERS_KEY = ['users'];

const PAGE_SIZE = 20;

/** One page of the users. */
export const usersQuery = (filter: UserFilter) =>
  queryOptions({
    queryKey: [...USERS_KEY, 'list', filter],
    queryFn: async ({ signal }) => {
      const { page, search, role, active, verified, sort, order } = filter;
      const query = {
        page,
        limit: PAGE_SIZE,
        sort,
        order,
        search: search || undefined,
        ...(role && { 'filter[role]': [role] }),
        ...(active !== null && { 'filter[isActive]': [active] }),
        ...(verified !== null && { 'filter[emailVerified]': [verified] }),
      };
      const { items, pagination } = await api.get('/users', { query, signal });
      const { total, totalPages } = pagination;
      return { users: items as Person[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });
