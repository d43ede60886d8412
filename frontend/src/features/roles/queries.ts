import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';

/** The roles and what each of them may. It changes with a release only. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => api.get('/roles', { signal }),
  staleTime: 3_600_000,
});

export type Matrix = NonNullable<Awaited<ReturnType<NonNullable<typeof rolesQuery.queryFn>>>>;
