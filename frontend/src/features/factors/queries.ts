import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => api.get('/auth/mfa', { signal }),
});

/** Begins with an authenticator app; it counts from its first code on. */
export function useStartTotp() {
  return useMutation({ mutationFn: () => api.post('/auth/mfa/totp') });
}

/** Shows the first code of the app. Gives ten recovery codes, this once. */
export function useActivateTotp() {
  const refresh = useRefreshFactors();
  return useMutation({
    mutationFn: (code: string) => api.post('/auth/mfa/totp/activation', { body: { code } }),
    onSuccess: refresh,
  });
}

export function useRemoveTotp() {
  const refresh = useRefreshFactors();
  return useMutation({ mutationFn: () => api.delete('/auth/mfa/totp'), onSettled: refresh });
}

/** Ten new recovery codes, shown this once; the old ones are void. */
export function useNewRecoveryCodes() {
  const refresh = useRefreshFactors();
  return useMutation({ mutationFn: () => api.post('/auth/mfa/recovery-codes'), onSuccess: refresh });
}

/** Has what is known about factors asked for again. */
export function useRefreshFactors() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: factorsQuery.queryKey });
}
