import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { UserTable } from '@/features/users/UserTable';
import { useUsersMessages } from '@/lib/messages/studio';

const CreateUserDialog = lazy(() => import('@/features/users/CreateUserDialog'));

export default function UsersPage() {
  const t = useUsersMessages();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <StudioPage
      permission="users:read"
      title={t.title}
      sub={t.sub}
      actions={
        may('users:create') && (
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t.newUser}
          </Button>
        )
      }
    >
      <UserTable />
      {creating && (
        <Suspense>
          <CreateUserDialog opened onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </StudioPage>
  );
}
