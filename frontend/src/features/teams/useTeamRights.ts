import type { Team } from '@/api/types';
import { useMay } from '@/features/roles/useMay';

export type TeamRole = NonNullable<Team['myRole']>;

export const TEAM_ROLES: TeamRole[] = ['owner', 'manager', 'member'];

export interface TeamRights {
  /** Change name and purpose. */
  edit: boolean;
  /** Change members and invitations. */
  manage: boolean;
  transfer: boolean;
  remove: boolean;
  /** Correct the names of the members. */
  renameMembers: boolean;
  /** Give, take and change this role: owners all, managers all but owners. */
  covers: (role: TeamRole) => boolean;
}

/** What the signed-in person may do in a team, by their role here and in it; of a team that is on its way, as of one they do not belong to. */
export function useTeamRights(team: Team | null): TeamRights {
  const may = useMay();
  const owns = team?.myRole === 'owner';
  const leads = owns || team?.myRole === 'manager';
  const overAll = may('teams:update');
  const manage = overAll || (leads && may('teams:update:own'));
  return {
    edit: overAll || (owns && may('teams:update:own')),
    manage,
    transfer: may('teams:transfer') || (owns && may('teams:transfer:own')),
    remove: may('teams:delete') || (owns && may('teams:delete:own')),
    renameMembers: may('users:update') || (leads && may('users:update:team')),
    covers: (role) => overAll || (manage && (owns || role !== 'owner')),
  };
}
