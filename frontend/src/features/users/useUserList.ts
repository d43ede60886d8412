import { useStudioList } from '@/features/lists/useStudioList';
import { yesOrNo } from '@/features/lists/yesOrNo';
import type { Role } from '@/api/types';
import type { UserQuestion } from './queries';

export const ROLES: Role[] = ['admin', 'manager', 'user', 'guest'];

/** The list of users as the address has it, and what the API is asked for. */
export function useUserList() {
  const list = useStudioList({
    filters: ['role', 'active', 'verified'],
    sorts: ['createdAt', 'lastLoginAt', 'email', 'firstName', 'lastName', 'role'],
  });
  const { page, search, sort, order, params } = list;
  const question: UserQuestion = {
    page,
    search,
    sort,
    order,
    role: ROLES.find((role) => role === params.role) ?? null,
    active: yesOrNo(params.active),
    verified: yesOrNo(params.verified),
  };
  return { list, question };
}
