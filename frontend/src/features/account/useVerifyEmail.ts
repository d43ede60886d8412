import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { currentUserQuery } from '@/features/session/queries';

/** Confirms the address that `token` was mailed to. As a query it runs once, however often the page is drawn. */
export function useVerifyEmail(token: string | null) {
  return useQuery({
    queryKey: ['verify-email', token],
    queryFn: async ({ client }) => {
      await api.post('/auth/verify-email', { body: { token: token! } });
      await client.invalidateQueries({ queryKey: currentUserQuery.queryKey });
      return true;
    },
    enabled: token !== null,
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
  });
}
