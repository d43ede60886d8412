import { useNavigate } from 'react-router';
import type { Team } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Confirm } from '@/ui/Confirm';
import { EditTeamDialog } from './EditTeamDialog';
import { InviteDialog } from './InviteDialog';
import { useDeleteTeam, useLeaveTeam } from './mutations';
import { TransferDialog } from './TransferDialog';
import type { TeamRights } from './useTeamRights';

export type TeamDialog = 'invite' | 'edit' | 'transfer' | 'leave' | 'delete';

interface TeamDialogsProps {
  team: Team;
  rights: TeamRights;
  open: TeamDialog | null;
  onClose: () => void;
}

/** The windows in which something is done with a team. */
export default function TeamDialogs({ team, rights, open, onClose }: TeamDialogsProps) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const navigate = useNavigate();
  const me = useCurrentUser();
  const leave = useLeaveTeam(team.id);
  const remove = useDeleteTeam(team.id);

  async function depart(going: Promise<unknown>, said: string) {
    try {
      await going;
      showDone(said);
      void navigate('/teams');
    } catch (error) {
      onClose();
      showError(error, t);
    }
  }

  return (
    <>
      <InviteDialog team={team} rights={rights} opened={open === 'invite'} onClose={onClose} />
      <EditTeamDialog team={team} opened={open === 'edit'} onClose={onClose} />
      <TransferDialog team={team} opened={open === 'transfer'} onClose={onClose} />
      <Confirm
        opened={open === 'leave'}
        title={teams.leave.title}
        text={teams.leave.text(team.name)}
        action={teams.leave.action}
        busy={leave.isPending}
        onConfirm={() => void depart(leave.mutateAsync(me.id), teams.leave.done(team.name))}
        onClose={onClose}
      />
      <Confirm
        opened={open === 'delete'}
        title={teams.remove.title(team.name)}
        text={teams.remove.text}
        action={teams.remove.action}
        busy={remove.isPending}
        onConfirm={() => void depart(remove.mutateAsync(), teams.remove.done(team.name))}
        onClose={onClose}
      />
    </>
  );
}
