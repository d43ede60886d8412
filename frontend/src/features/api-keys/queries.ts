import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ApiKey, Operation, Options } from '@/api/types';

type NewKey = Options<Operation<'post', '/api-keys'>>['body'];

/** A person has few keys, so all that still matter fit on one page. */
export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => {
    const query = { limit: 100, 'filter[status]': ['active' as const, 'expired' as const] };
    const { items } = await api.get('/api-keys', { query, signal });
    return items as ApiKey[];
  },
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => api.get('/roles', { signal }),
  staleTime: 300_000,
});

/** Makes a key; the answer is the only one that holds it. */
export function useCreateApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewKey) => api.post('/api-keys', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}

export function useRevokeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete('/api-keys/{id}', { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}
