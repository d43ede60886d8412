import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconDots, IconDoorExit, IconPencil, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Team } from '@/api/types';
import { useTeamsMessages } from '@/lib/messages/teams';
import type { TeamDialog } from './TeamDialogs';
import type { TeamRights } from './useTeamRights';

// Forms weigh much, and most who look at a team only look.
const TeamDialogs = lazy(() => import('./TeamDialogs'));

interface TeamActionsProps {
  team: Team;
  rights: TeamRights;
}

/** What one may do with a team: invite, and the rarer things in a menu. */
export function TeamActions({ team, rights }: TeamActionsProps) {
  const teams = useTeamsMessages();
  const [open, setOpen] = useState<TeamDialog | null>(null);
  const [touched, setTouched] = useState(false);
  const show = (dialog: TeamDialog) => {
    setTouched(true);
    setOpen(dialog);
  };
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };

  return (
    <>
      {rights.manage && (
        <Button leftSection={<IconUserPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => show('invite')}>
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
          {rights.edit && (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => show('edit')}>
              {teams.page.edit}
            </Menu.Item>
          )}
          {rights.transfer && (
            <Menu.Item leftSection={<IconArrowsExchange {...icon} />} onClick={() => show('transfer')}>
              {teams.page.transfer}
            </Menu.Item>
          )}
          {team.myRole && (
            <Menu.Item leftSection={<IconDoorExit {...icon} />} onClick={() => show('leave')}>
              {teams.page.leave}
            </Menu.Item>
          )}
          {rights.remove && (
            <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => show('delete')}>
              {teams.page.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {touched && (
        <Suspense>
          <TeamDialogs team={team} rights={rights} open={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
