import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Later } from '@/ui/Later';

const ChangePasswordDialog = lazy(() => import('./ChangePasswordDialog'));

/** One's password, of which there is nothing to show, and the way to another. */
export function PasswordCard() {
  const t = useMemberMessages();
  const [changing, setChanging] = useState(false);
  return (
    <Card title={t.auth.password} sub={t.security.passwordCard}>
      <Button variant="default" onClick={() => setChanging(true)}>
        {t.security.changePassword}
      </Button>
      <Later when={changing}>
        <ChangePasswordDialog opened={changing} onClose={() => setChanging(false)} />
      </Later>
    </Card>
  );
}
