import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Invitation, Member, Team } from '@/api/types';

export interface TeamFilter {
  page: number;
  search: string;
  sort: 'createdAt' | 'name';
  order: 'asc' | 'desc';
}

export const TEAMS_KEY = ['teams'];

const TEAMS_ON_A_PAGE = 24;
const MEMBERS_ON_A_PAGE = 25;

/** One page of the teams that one may see; `mine` leaves out those of which one is no member. */
export const teamsQuery = ({ page, search, sort, order }: TeamFilter, mine: boolean) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, 'list', { page, search, sort, order, mine }],
    queryFn: async ({ signal }) => {
      const roles = mine ? { 'filter[myRole]': ['owner' as const, 'manager' as const, 'member' as const] } : {};
      const query = { page, limit: TEAMS_ON_A_PAGE, sort, order, search: search || undefined, ...roles };
      const { items, pagination } = await api.get('/teams', { query, signal });
      const { total, totalPages } = pagination;
      return { teams: items as Team[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });

/** The teams in which somebody is: the first hundred that one may see, by name. */
export const teamsOfUserQuery = (userId: string) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, 'of', userId],
    queryFn: async ({ signal }) => {
      const query = { limit: 100, sort: 'name' as const, order: 'asc' as const, 'filter[memberId]': userId };
      const { items } = await api.get('/teams', { query, signal });
      return items as Team[];
    },
  });

export const teamQuery = (id: string) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, id],
    queryFn: ({ signal }) => api.get('/teams/{id}', { path: { id }, signal }),
  });

/** One page of a team's members, those first who have been there longest. */
export const membersQuery = (teamId: string, page: number) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, teamId, 'members', page],
    queryFn: async ({ signal }) => {
      const query = { page, limit: MEMBERS_ON_A_PAGE, sort: 'joinedAt' as const, order: 'asc' as const };
      const { items, pagination } = await api.get('/teams/{id}/members', { path: { id: teamId }, query, signal });
      const { total, totalPages } = pagination;
      return { members: items as Member[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });

/** A team's invitations that nobody has answered, the newest first. */
export const invitationsQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, teamId, 'invitations'],
    queryFn: async ({ signal }) => {
      const query = { limit: 100, 'filter[status]': ['open' as const, 'expired' as const] };
      const { items } = await api.get('/teams/{id}/invitations', { path: { id: teamId }, query, signal });
      return items as Invitation[];
    },
  });

/** The members who could become the owner: the first hundred who are not, by name. */
export const successorsQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...TEAMS_KEY, teamId, 'successors'],
    queryFn: async ({ signal }) => {
      const roles = ['manager' as const, 'member' as const];
      const query = { limit: 100, sort: 'firstName' as const, order: 'asc' as const, 'filter[role]': roles };
      const { items } = await api.get('/teams/{id}/members', { path: { id: teamId }, query, signal });
      return items as Member[];
    },
  });
