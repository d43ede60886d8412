import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Role } from '@/api/types';
import { USERS_KEY } from './queries';

/** Asks again for everything about users, and for what the trail now says of it. */
function useUsersChanged() {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: USERS_KEY });
    await queries.invalidateQueries({ queryKey: ['audit'] });
  };
}

/** Gives a user another role. */
export function useAssignRole(id: string) {
  const onSuccess = useUsersChanged();
  return useMutation({
    mutationFn: (role: Role) => api.post('/users/{id}/role', { path: { id }, body: { role } }),
    onSuccess,
  });
}

/** Closes an account: everything that signs in with it ends at once. */
export function useDeactivate(id: string) {
  const onSuccess = useUsersChanged();
  return useMutation({ mutationFn: () => api.post('/users/{id}/deactivation', { path: { id } }), onSuccess });
}

/** Opens a closed account again. */
export function useReactivate(id: string) {
  const onSuccess = useUsersChanged();
  return useMutation({ mutationFn: () => api.delete('/users/{id}/deactivation', { path: { id } }), onSuccess });
}

/** Deletes a user. What was known of them is not asked for again, for it is not there any more. */
export function useDeleteUser(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/users/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...USERS_KEY, 'list'] }),
  });
}
