import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Team } from '@/api/types';

/** The teams that one may see, the first hundred by name. */
const teamsByNameQuery = queryOptions({
  queryKey: ['teams', 'by-name'],
  queryFn: async ({ signal }) => {
    const query = { limit: 100, sort: 'name' as const, order: 'asc' as const };
    return (await api.get('/teams', { query, signal })).items as Team[];
  },
  staleTime: 60_000,
});

/** Names of teams by their ids, in the order of the names. */
export function useTeamNames(): Map<string, string> {
  const teams = useQuery(teamsByNameQuery);
  return new Map((teams.data ?? []).map(({ id, name }) => [id, name]));
}
