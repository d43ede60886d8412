import type { Role } from '@/api/types';
import { oneOf, yesOrNo } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const ROLES: Role[] = ['admin', 'manager', 'user', 'guest'];

/** The list of users as the address has it, and what the API is asked for. */
export function useUserList() {
  return useStudioList({
    filters: { role: oneOf(ROLES), active: yesOrNo, verified: yesOrNo },
    sorts: ['createdAt', 'lastLoginAt', 'email', 'firstName', 'lastName', 'role'],
  });
}
