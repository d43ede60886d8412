import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/errors';

/** The cache of what the server said. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a connection it is tried all the same, and said that it did not work: what waits in silence would be
      // done later, when nobody expects it any more, a payment too.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 10_000,
        // What the server refuses it refuses again; only its silence and its own failures are worth another try.
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
