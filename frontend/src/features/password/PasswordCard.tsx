import { Button } from '@mantine/core';
import { IconPassword } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Later } from '@/ui/Later';

const ChangePasswordDialog = lazy(() => import('./ChangePasswordDialog'));

/** One's password, of which there is nothing to show, and the way to another. */
export function PasswordCard() {
  const t = useMemberMessages();
  const [changing, setChanging] = useState(false);
  return (
    <Card title={t.auth.password} sub={t.security.passwordCard}>
      <ItemList>
        <Item
          icon={
            <IconTile>
              <IconPassword size={20} stroke={1.6} aria-hidden="true" />
            </IconTile>
          }
          name={t.auth.password}
          details={<span>{t.security.passwordSub}</span>}
          actions={
            <Button variant="default" size="xs" onClick={() => setChanging(true)}>
              {t.security.changePassword}
            </Button>
          }
        />
      </ItemList>
      <Later when={changing}>
        <ChangePasswordDialog opened={changing} onClose={() => setChanging(false)} />
      </Later>
    </Card>
  );
}
