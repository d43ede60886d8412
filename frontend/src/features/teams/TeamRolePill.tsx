import { useTeamsMessages } from '@/lib/messages/teams';
import { Pill, type PillTone } from '@/ui/Pill';
import type { TeamRole } from './useTeamRights';

const TONES: Record<TeamRole, PillTone> = { owner: 'good', manager: 'warn', member: 'neutral' };

/** What somebody is in a team. */
export function TeamRolePill({ role }: { role: TeamRole }) {
  const t = useTeamsMessages();
  return <Pill tone={TONES[role]}>{t.role[role]}</Pill>;
}
