import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Operation, Result } from '@/api/types';

export type Proofs = Result<Operation<'get', '/auth/reauthentication/options'>>;

/** With what one can show who one is. A passkey signs each challenge once, so it is asked for every time. */
export const proofsQuery = queryOptions({
  queryKey: ['reauthentication'],
  queryFn: ({ signal }) => api.get('/auth/reauthentication/options', { signal }),
  gcTime: 0,
  staleTime: 0,
  refetchOnWindowFocus: false,
});
