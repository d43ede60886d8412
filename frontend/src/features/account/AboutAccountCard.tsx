import { Button, CopyButton, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { userQuery } from '@/features/profile/queries';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { useRoleName } from './useRoleName';
import classes from './AboutAccountCard.module.css';

/** What the application knows this account by. */
export function AboutAccountCard() {
  const t = useMemberMessages();
  const format = useFormat();
  const roleName = useRoleName();
  const user = useCurrentUser();
  const detail = useQuery(userQuery(user.id));
  const lastLogin = detail.data?.lastLoginAt;
  return (
    <Card title={t.account.about}>
      <Facts
        facts={[
          { term: t.account.role, value: roleName(user.role) },
          { term: t.account.memberSince, value: format.date(user.createdAt) },
          {
            term: t.account.lastLogin,
            value: detail.isPending ? (
              <Skeleton height={14} width={140} />
            ) : lastLogin ? (
              format.dateTime(lastLogin)
            ) : (
              t.account.never
            ),
          },
          {
            term: t.account.id,
            value: (
              <div className={classes.id}>
                <span className="mono">{user.id}</span>
                <CopyButton value={user.id}>
                  {({ copied, copy }) => (
                    <Button variant="default" size="xs" onClick={copy} aria-live="polite">
                      {copied ? t.common.copied : t.common.copy}
                    </Button>
                  )}
                </CopyButton>
                <p className={classes.hint}>{t.account.idHint}</p>
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}
