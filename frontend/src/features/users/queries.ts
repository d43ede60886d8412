import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Person, Role } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

type UserSort = 'createdAt' | 'lastLoginAt' | 'email' | 'firstName' | 'lastName' | 'role';

interface UserQuestion extends ListQuestion<UserSort> {
  role: Role | null;
  active: boolean | null;
  verified: boolean | null;
}

export const USERS_KEY = ['users'];

/** One page of the users. */
export const usersQuery = (question: UserQuestion) =>
  queryOptions({
    queryKey: [...USERS_KEY, 'list', question],
    queryFn: async ({ signal }) => {
      const { role, active, verified } = question;
      const query = {
        ...asked(question),
        ...(role && { 'filter[role]': [role] }),
        ...(active !== null && { 'filter[isActive]': [active] }),
        ...(verified !== null && { 'filter[emailVerified]': [verified] }),
      };
      return pageOf<Person>(await api.get('/users', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });
