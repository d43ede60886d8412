import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconLock, IconLockOpen, IconMask, IconTrash, IconUserShield } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Person } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useImpersonate } from '@/features/impersonation/useImpersonate';
import { useMay } from '@/features/roles/useMay';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { fullName } from '@/lib/person';
import { Confirm } from '@/ui/Confirm';
import { ReasonedItem } from '@/ui/ReasonedItem';
import { useDeactivate, useDeleteUser, useReactivate } from './mutations';

const RoleDialog = lazy(() => import('./RoleDialog'));

/** What one may do with a user. What is not possible says why. */
export function UserActions({ user }: { user: Person }) {
  const t = useMessages();
  const users = useUsersMessages();
  const navigate = useNavigate();
  const may = useMay();
  const me = useCurrentUser();
  const impersonate = useImpersonate();
  const deactivate = useDeactivate(user.id);
  const reactivate = useReactivate(user.id);
  const remove = useDeleteUser(user.id);
  const [open, setOpen] = useState<'role' | 'impersonate' | 'deactivate' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };
  const name = fullName(user);
  const oneself = user.id === me.id ? users.act.notYourself : undefined;
  const notBorrowed = user.role === 'admin' ? users.act.notAdministrators : undefined;
  const closed = user.isActive ? undefined : users.act.notDeactivated;

  async function attempt(doing: Promise<unknown>, said: string | null) {
    try {
      await doing;
      if (said) showDone(said);
      return true;
    } catch (error) {
      showError(error, t);
      return false;
    } finally {
      close();
    }
  }

  async function confirmRemoval() {
    if (await attempt(remove.mutateAsync(), users.act.removed(name))) void navigate('/studio/users');
  }

  if (!may('users:assign-role') && !may('users:deactivate')) return null;
  return (
    <>
      {may('users:assign-role') && (
        <Button
          variant="default"
          leftSection={<IconUserShield size={16} stroke={1.75} aria-hidden="true" />}
          disabled={oneself !== undefined}
          title={oneself}
          onClick={() => setOpen('role')}
        >
          {users.role.change}
        </Button>
      )}
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size={38} aria-label={users.act.menu}>
            <IconDots size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('users:impersonate') && (
            <ReasonedItem
              icon={<IconMask {...icon} />}
              reason={oneself ?? notBorrowed ?? closed}
              onClick={() => setOpen('impersonate')}
            >
              {users.act.impersonate}
            </ReasonedItem>
          )}
          {may('users:deactivate') &&
            (user.isActive ? (
              <ReasonedItem icon={<IconLock {...icon} />} reason={oneself} onClick={() => setOpen('deactivate')}>
                {users.act.deactivate}
              </ReasonedItem>
            ) : (
              <ReasonedItem
                icon={<IconLockOpen {...icon} />}
                onClick={() => void attempt(reactivate.mutateAsync(), users.act.reactivated(name))}
              >
                {users.act.reactivate}
              </ReasonedItem>
            ))}
          {may('users:delete') && (
            <ReasonedItem danger icon={<IconTrash {...icon} />} reason={oneself} onClick={() => setOpen('delete')}>
              {users.act.remove}
            </ReasonedItem>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'role' && (
        <Suspense>
          <RoleDialog opened user={user} onClose={close} />
        </Suspense>
      )}
      <Confirm
        opened={open === 'impersonate'}
        title={users.act.impersonateTitle(name)}
        text={users.act.impersonateText}
        action={users.act.impersonateAction}
        calm
        busy={impersonate.isPending}
        onConfirm={() => void attempt(impersonate.mutateAsync(user), null)}
        onClose={close}
      />
      <Confirm
        opened={open === 'deactivate'}
        title={users.act.deactivateTitle(name)}
        text={users.act.deactivateText}
        action={users.act.deactivate}
        busy={deactivate.isPending}
        onConfirm={() => void attempt(deactivate.mutateAsync(), users.act.deactivated(name))}
        onClose={close}
      />
      <Confirm
        opened={open === 'delete'}
        title={users.act.removeTitle(name)}
        text={users.act.removeText}
        action={users.act.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={close}
      />
    </>
  );
}
