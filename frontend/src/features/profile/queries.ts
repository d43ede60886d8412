import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Options, Operation, User } from '@/api/types';
import { currentUserQuery } from '@/features/session/queries';

type NameChange = Options<Operation<'patch', '/users/{id}'>>['body'];
type ProfileChange = Options<Operation<'patch', '/users/{id}/profile'>>['body'];

export const profileQuery = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'profile'],
    queryFn: ({ signal }) => api.get('/users/{id}/profile', { path: { id: userId }, signal }),
  });

export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId],
    queryFn: ({ signal }) => api.get('/users/{id}', { path: { id: userId }, signal }),
  });

/** Saves the name and the profile. Both are awaited, so that the first failure is the form's to show. */
export function useSaveProfile(user: User) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, profile }: { name: NameChange; profile: ProfileChange }) => {
      const path = { id: user.id };
      await api.patch('/users/{id}', { path, body: name });
      return api.patch('/users/{id}/profile', { path, body: profile });
    },
    onSuccess: (profile) => queries.setQueryData(profileQuery(user.id).queryKey, profile),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: currentUserQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['users', user.id] }),
      ]),
  });
}
