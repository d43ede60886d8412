import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { currentUserQuery } from '@/features/session/queries';

/** Puts a picture in place of one's initials. The server cuts it to size. */
export function useSetPicture(userId: string) {
  const refresh = useRefreshPicture(userId);
  return useMutation({
    mutationFn: (body: Blob) => api.put('/users/{id}/avatar', { path: { id: userId }, body }),
    onSuccess: refresh,
  });
}

export function useRemovePicture(userId: string) {
  const refresh = useRefreshPicture(userId);
  return useMutation({
    mutationFn: () => api.delete('/users/{id}/avatar', { path: { id: userId } }),
    onSettled: refresh,
  });
}

function useRefreshPicture(userId: string) {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: currentUserQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['users', userId] }),
    ]);
}
