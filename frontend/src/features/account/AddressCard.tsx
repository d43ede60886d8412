import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import { useCurrentUser } from '@/features/session/context';
import { useMemberMessages } from '@/lib/messages/member';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import { Later } from '@/ui/Later';
import { useResendVerification } from './useResendVerification';
import classes from './AddressCard.module.css';

const ChangeAddressDialog = lazy(() => import('./ChangeAddressDialog'));

/** One's address, whether it is confirmed, and the way to another. */
export function AddressCard() {
  const t = useMemberMessages();
  const { address } = useSettingsMessages();
  const user = useCurrentUser();
  const resend = useResendVerification();
  const [changing, setChanging] = useState(false);
  return (
    <Card title={t.account.address} sub={t.account.addressSub}>
      <div className={classes.line}>
        <span className={classes.address}>{user.email}</span>
        <Pill tone={user.emailVerified ? 'good' : 'warn'}>
          {user.emailVerified ? t.account.confirmed : t.account.unconfirmed}
        </Pill>
      </div>
      {!user.emailVerified && <p className={classes.todo}>{t.account.unconfirmedText}</p>}
      <div className={classes.ways}>
        {!user.emailVerified && (
          <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
            {t.account.resend}
          </Button>
        )}
        <Button variant="default" onClick={() => setChanging(true)}>
          {address.change}
        </Button>
      </div>
      <Later when={changing}>
        <ChangeAddressDialog opened={changing} onClose={() => setChanging(false)} />
      </Later>
    </Card>
  );
}
