import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconUserMinus, IconUserShield } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Member, Team } from '@/api/types';
import { announce } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { fullName } from '@/lib/person';
import { Confirm } from '@/ui/Confirm';
import { useChangeMemberRole, useRemoveMember } from './mutations';
import { TEAM_ROLES, type TeamRights, type TeamRole } from './useTeamRights';

const EditMemberDialog = lazy(() => import('./EditMemberDialog'));

interface MemberMenuProps {
  team: Team;
  member: Member;
  rights: TeamRights;
}

/** What one may do with a member: correct the name, give another role, remove. Nothing, and there is no menu. */
export function MemberMenu({ team, member, rights }: MemberMenuProps) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const { id } = useCurrentUser();
  const [open, setOpen] = useState<'name' | 'remove' | null>(null);
  const changeRole = useChangeMemberRole(team.id);
  const remove = useRemoveMember(team.id);
  const name = fullName(member);
  const manageable = rights.covers(member.role) && member.userId !== id;
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };

  async function makeRole(role: TeamRole) {
    await announce(
      changeRole.mutateAsync({ userId: member.userId, role }),
      teams.people.roleChanged(name, teams.role[role]),
      t,
    );
  }

  async function confirmRemoval() {
    await announce(remove.mutateAsync(member.userId), teams.people.removed(name), t);
    setOpen(null);
  }

  if (!manageable && !rights.renameMembers) return <span />;
  return (
    <>
      <Menu position="bottom-end" width={228}>
        <Menu.Target>
          <ActionIcon aria-label={teams.people.menu(name)}>
            <IconDots size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {rights.renameMembers && (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpen('name')}>
              {teams.people.editName}
            </Menu.Item>
          )}
          {manageable &&
            TEAM_ROLES.filter((role) => role !== member.role && rights.covers(role)).map((role) => (
              <Menu.Item key={role} leftSection={<IconUserShield {...icon} />} onClick={() => void makeRole(role)}>
                {teams.people.makeRole(teams.role[role])}
              </Menu.Item>
            ))}
          {manageable && (
            <Menu.Item color="red" leftSection={<IconUserMinus {...icon} />} onClick={() => setOpen('remove')}>
              {teams.people.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'name' && (
        <Suspense>
          <EditMemberDialog opened team={team} member={member} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <Confirm
        opened={open === 'remove'}
        title={teams.people.removeTitle(name)}
        text={teams.people.removeText}
        action={teams.people.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
