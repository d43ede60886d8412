import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';

/** What the bearer of an invitation's token may know of it. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get('/invitations/{token}', { path: { token }, signal }),
    // It does not change under the reader, and after joining it is gone.
    staleTime: Infinity,
  });
