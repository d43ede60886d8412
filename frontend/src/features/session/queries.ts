import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '@/api/client';
import { useAppSelector } from '@/store/hooks';

/** How often a page in view asks whether it is still signed in, in milliseconds. */
const REVALIDATE_MS = 30_000;

export const currentUserQuery = queryOptions({
  queryKey: ['session', 'me'],
  queryFn: ({ signal }) => api.get('/auth/me', { signal }),
});

/** The signed-in person, asked again on focus, on navigation and every half minute: a revoked session is noticed. */
export function useSessionWatch(pathname: string) {
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  const queries = useQueryClient();
  useEffect(() => void queries.invalidateQueries(currentUserQuery), [queries, pathname]);
  return useQuery({
    ...currentUserQuery,
    enabled: signedIn,
    refetchInterval: REVALIDATE_MS,
    refetchOnWindowFocus: 'always',
  });
}

/** The address of the signed-in person, also outside of `RequireSession`. */
export function useCurrentUserEmail(): string {
  return useQueryClient().getQueryData(currentUserQuery.queryKey)?.email ?? '';
}
