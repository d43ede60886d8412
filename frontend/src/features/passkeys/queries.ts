import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { factorsQuery } from '@/features/factors/queries';
import { createPasskey } from '@/lib/webauthn';

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => api.get('/auth/passkeys', { signal }),
});

/** Has this device make a passkey, and the server keep its public half. */
export function useAddPasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: async (name: string) => {
      const { publicKey } = await api.post('/auth/passkeys/options');
      const credential = await createPasskey(publicKey);
      return api.post('/auth/passkeys', { body: { name, credential } });
    },
    onSuccess: refresh,
  });
}

export function useRenamePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      api.patch('/auth/passkeys/{id}', { path: { id }, body: { name } }),
    onSettled: refresh,
  });
}

export function useRemovePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: (id: string) => api.delete('/auth/passkeys/{id}', { path: { id } }),
    onSettled: refresh,
  });
}

function useRefreshPasskeys() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
      queries.invalidateQueries({ queryKey: factorsQuery.queryKey }),
    ]);
}
