import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';

/** One letter begins too much. */
const SHORTEST = 2;
const LIMIT = 12;
const FRESH_MS = 30_000;

/** Everything that there is to find, and that the reader may see: the best first. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => api.get('/search', { query: { q: text, limit: LIMIT }, signal }),
    enabled: text.length >= SHORTEST,
    staleTime: FRESH_MS,
    placeholderData: text.length >= SHORTEST ? keepPreviousData : undefined,
  });
