import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { TEAMS_KEY } from './queries';
import type { TeamRole } from './useTeamRights';

/** Asks everything about teams again. */
function useTeamsChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: TEAMS_KEY });
}

/** Gives a member another role. */
export function useChangeMemberRole(teamId: string) {
  const onSettled = useTeamsChanged();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: TeamRole }) =>
      api.patch('/teams/{id}/members/{userId}', { path: { id: teamId, userId }, body: { role } }),
    onSettled,
  });
}

/** Takes a member out of a team. */
export function useRemoveMember(teamId: string) {
  const onSettled = useTeamsChanged();
  return useMutation({
    mutationFn: (userId: string) => api.delete('/teams/{id}/members/{userId}', { path: { id: teamId, userId } }),
    onSettled,
  });
}

/** Leaves a team. What was known of it is forgotten, for it can no longer be seen. */
export function useLeaveTeam(teamId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api.delete('/teams/{id}/members/{userId}', { path: { id: teamId, userId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...TEAMS_KEY, 'list'] }),
  });
}

/** Deletes a team. */
export function useDeleteTeam(teamId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/teams/{id}', { path: { id: teamId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...TEAMS_KEY, 'list'] }),
  });
}

/** Makes another member the owner. */
export function useTransferTeam(teamId: string) {
  const onSettled = useTeamsChanged();
  return useMutation({
    mutationFn: (userId: string) => api.post('/teams/{id}/transfer', { path: { id: teamId }, body: { userId } }),
    onSettled,
  });
}

/** Sends an invitation again, with a new link. */
export function useResendInvitation(teamId: string) {
  const onSettled = useTeamsChanged();
  return useMutation({
    mutationFn: (invitationId: string) =>
      api.post('/teams/{id}/invitations/{invitationId}/mail', { path: { id: teamId, invitationId } }),
    onSettled,
  });
}

/** Takes an invitation back. */
export function useRevokeInvitation(teamId: string) {
  const onSettled = useTeamsChanged();
  return useMutation({
    mutationFn: (invitationId: string) =>
      api.delete('/teams/{id}/invitations/{invitationId}', { path: { id: teamId, invitationId } }),
    onSettled,
  });
}
