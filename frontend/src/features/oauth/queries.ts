import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';

/** Where else one can sign in; who runs this place decides, so it hardly changes. */
export const providersQuery = queryOptions({
  queryKey: ['oauth', 'providers'],
  queryFn: ({ signal }) => api.get('/auth/oauth/providers', { signal }),
  staleTime: 300_000,
});

export const connectedAccountsQuery = queryOptions({
  queryKey: ['oauth', 'accounts'],
  queryFn: ({ signal }) => api.get('/auth/oauth/accounts', { signal }),
});

/** Begins to connect an account at `provider`; gives the address to go to. */
export function useConnect() {
  return useMutation({
    mutationFn: (provider: string) =>
      api.post('/auth/oauth/{provider}/authorization', {
        path: { provider },
        body: { returnTo: `/settings/connected-accounts?connected=${encodeURIComponent(provider)}` },
      }),
  });
}

export function useDisconnect() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete('/auth/oauth/accounts/{id}', { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectedAccountsQuery.queryKey }),
  });
}
