import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { ApiError } from '@/api/errors';

/** How often an export that is being prepared is asked for, in milliseconds. */
const PREPARING_MS = 2_000;

export const exportsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'exports'],
    queryFn: ({ signal }) => api.get('/users/{id}/exports', { path: { id: userId }, signal }),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'queued') ? PREPARING_MS : false),
  });

/** The erasure that is on its way, or null. */
export const erasureQuery = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'erasure'],
    queryFn: async ({ signal }) => {
      try {
        return await api.get('/users/{id}/erasure', { path: { id: userId }, signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });

export function useRequestExport(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post('/users/{id}/export', { path: { id: userId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: exportsQuery(userId).queryKey }),
  });
}

/** Asks for one's erasure, which one can undo for fourteen days. */
export function useErase(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post('/users/{id}/erasure', { path: { id: userId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: erasureQuery(userId).queryKey }),
  });
}

export function useKeepAccount(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/users/{id}/erasure', { path: { id: userId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: erasureQuery(userId).queryKey }),
  });
}
