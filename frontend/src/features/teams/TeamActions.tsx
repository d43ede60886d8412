import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconDots, IconDoorExit, IconPencil, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
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

interface TeamActionsProps {
  team: Team;
  rights: TeamRights;
}

/** What one may do with a team: invite, and the rarer things in a menu. */
export function TeamActions({ team, rights }: TeamActionsProps) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const navigate = useNavigate();
  const me = useCurrentUser();
  const leave = useLeaveTeam(team.id);
  const remove = useDeleteTeam(team.id);
  const [open, setOpen] = useState<'invite' | 'edit' | 'transfer' | 'leave' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };

  async function depart(going: Promise<unknown>, said: string) {
    try {
      await going;
      showDone(said);
      void navigate('/teams');
    } catch (error) {
      close();
      showError(error, t);
    }
  }

  return (
    <>
      {rights.manage && (
        <Button
          leftSection={<IconUserPlus size={16} stroke={2} aria-hidden="true" />}
          onClick={() => setOpen('invite')}
        >
          {teams.invite.button}
        </Button>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon size={38} aria-label={teams.page.actions}>
            <IconDots size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {rights.manage && (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpen('edit')}>
              {teams.page.edit}
            </Menu.Item>
          )}
          {rights.transfer && (
            <Menu.Item leftSection={<IconArrowsExchange {...icon} />} onClick={() => setOpen('transfer')}>
              {teams.page.transfer}
            </Menu.Item>
          )}
          {team.myRole && (
            <Menu.Item leftSection={<IconDoorExit {...icon} />} onClick={() => setOpen('leave')}>
              {teams.page.leave}
            </Menu.Item>
          )}
          {rights.remove && (
            <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => setOpen('delete')}>
              {teams.page.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <InviteDialog team={team} rights={rights} opened={open === 'invite'} onClose={close} />
      <EditTeamDialog team={team} opened={open === 'edit'} onClose={close} />
      <TransferDialog team={team} opened={open === 'transfer'} onClose={close} />
      <Confirm
        opened={open === 'leave'}
        title={teams.leave.title}
        text={teams.leave.text(team.name)}
        action={teams.leave.action}
        busy={leave.isPending}
        onConfirm={() => void depart(leave.mutateAsync(me.id), teams.leave.done(team.name))}
        onClose={close}
      />
      <Confirm
        opened={open === 'delete'}
        title={teams.remove.title(team.name)}
        text={teams.remove.text}
        action={teams.remove.action}
        busy={remove.isPending}
        onConfirm={() => void depart(remove.mutateAsync(), teams.remove.done(team.name))}
        onClose={close}
      />
    </>
  );
}
