import {
  useQuery,
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useAppSelector } from '@/store/hooks';

/**
 * A query of a page that guests see as well. It waits until it is known who asks: what a guest gets may be less, and
 * the cache is emptied when somebody turns out to be signed in.
 */
export function usePublicQuery<Answer, Data = Answer, Key extends QueryKey = QueryKey>(
  query: UseQueryOptions<Answer, DefaultError, Data, Key>,
): UseQueryResult<Data> {
  const known = useAppSelector((state) => state.auth.status !== 'restoring');
  return useQuery({ ...query, enabled: known && (query.enabled ?? true) });
}
