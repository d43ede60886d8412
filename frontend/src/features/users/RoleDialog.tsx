import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person, Role } from '@/api/types';
import { useRoleName } from '@/features/account/useRoleName';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { rolesQuery } from '@/features/roles/queries';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { fullName } from '@/lib/person';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { OptionList } from '@/ui/OptionList';
import { Stack } from '@/ui/Stack';
import { useAssignRole } from './mutations';
import { ROLES } from './useUserList';

interface RoleDialogProps {
  user: Person;
  opened: boolean;
  onClose: () => void;
}

/** Gives a user another role; each says how much it holds. */
export default function RoleDialog({ user, opened, onClose }: RoleDialogProps) {
  const t = useUsersMessages();
  return (
    <Dialog opened={opened} title={t.role.title(fullName(user))} sub={t.role.sub} onClose={onClose}>
      <RoleForm user={user} onDone={onClose} />
    </Dialog>
  );
}

function RoleForm({ user, onDone }: { user: Person; onDone: () => void }) {
  const t = useMessages();
  const users = useUsersMessages();
  const roleName = useRoleName();
  const matrix = useQuery(rolesQuery);
  const assign = useAssignRole(user.id);
  const [role, setRole] = useState<Role>(user.role);

  function textOf(candidate: Role) {
    if (!matrix.data) return undefined;
    const held = matrix.data.permissions.filter(({ roles }) => roles.includes(candidate)).length;
    return users.role.holds(held);
  }

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    try {
      await assign.mutateAsync(role);
      showDone(users.role.changed(fullName(user), roleName(role)));
      onDone();
    } catch {
      // It is shown above the choice.
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} aria-label={users.role.change}>
      <Stack>
        {assign.isError && <Notice tone="bad">{errorText(assign.error, t)}</Notice>}
        <OptionList
          label={users.page.role}
          value={role}
          options={ROLES.map((value) => ({ value, label: roleName(value), text: textOf(value) }))}
          onChange={setRole}
        />
        <DialogActions>
          <Button type="submit" loading={assign.isPending} disabled={role === user.role}>
            {users.role.submit}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
