import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { yesOrNo } from '@/features/lists/yesOrNo';
import type { Role } from '@/api/types';
import type { UserFilter, UserSort } from './queries';

export const ROLES: Role[] = ['admin', 'manager', 'user', 'guest'];
const SORTS: UserSort[] = ['createdAt', 'lastLoginAt', 'email', 'firstName', 'lastName', 'role'];

/** Filters and sorting as they stand in the address. */
export type UserParams = Record<'page' | 'search' | 'role' | 'active' | 'verified' | 'sort' | 'order', string>;

const USUAL: UserParams = {
  page: '1',
  search: '',
  role: '',
  active: '',
  verified: '',
  sort: 'createdAt',
  order: 'desc',
};

/** Search, filters, sorting and page of the list of users, and the way to change them. */
export function useUserFilter(): [UserFilter, UserParams, (change: Partial<UserParams>) => void] {
  const [params, change] = useListParams(USUAL);
  const filter: UserFilter = {
    page: pageNumber(params.page),
    search: params.search,
    role: ROLES.find((role) => role === params.role) ?? null,
    active: yesOrNo(params.active),
    verified: yesOrNo(params.verified),
    sort: SORTS.find((sort) => sort === params.sort) ?? 'createdAt',
    order: params.order === 'asc' ? 'asc' : 'desc',
  };
  return [filter, params, change];
}
