import { Button } from '@mantine/core';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import { useResendVerification } from './useResendVerification';
import classes from './AddressCard.module.css';

/** One's address, and whether it is confirmed. */
export function AddressCard() {
  const t = useMessages();
  const user = useCurrentUser();
  const resend = useResendVerification();
  return (
    <Card title={t.account.address} sub={t.account.addressSub}>
      <div className={classes.line}>
        <span className={classes.address}>{user.email}</span>
        <Pill tone={user.emailVerified ? 'good' : 'warn'}>
          {user.emailVerified ? t.account.confirmed : t.account.unconfirmed}
        </Pill>
      </div>
      {!user.emailVerified && (
        <div className={classes.todo}>
          <p>{t.account.unconfirmedText}</p>
          <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
            {t.account.resend}
          </Button>
        </div>
      )}
    </Card>
  );
}
