import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { CreateUserDialog } from '@/features/users/CreateUserDialog';
import { UserTable } from '@/features/users/UserTable';
import { useUsersMessages } from '@/lib/messages/users';

export default function UsersPage() {
  const t = useUsersMessages();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <StudioPage
      title={t.title}
      sub={t.sub}
      actions={
        may('users:create') && (
          <Button
            leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
            onClick={() => setCreating(true)}
          >
            {t.newUser}
          </Button>
        )
      }
    >
      <UserTable />
      <CreateUserDialog opened={creating} onClose={() => setCreating(false)} />
    </StudioPage>
  );
}
