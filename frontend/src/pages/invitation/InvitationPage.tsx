import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMailOpened, IconUnlink } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { ApiError } from '@/api/errors';
import { LoadError } from '@/features/errors/LoadError';
import { AcceptInvitation } from '@/features/teams/AcceptInvitation';
import { invitationQuery } from '@/features/teams/invitation';
import { useFormat } from '@/lib/format';
import { useInvitationMessages } from '@/lib/messages/invitation';
import { Facts } from '@/ui/Facts';
import { FormPage } from '@/ui/FormPage';
import classes from './InvitationPage.module.css';

const icon = { size: 24, stroke: 1.75, 'aria-hidden': true };

export default function InvitationPage() {
  const t = useInvitationMessages();
  const format = useFormat();
  const { token = '' } = useParams();
  const invitation = useQuery(invitationQuery(token));

  if (invitation.isPending) return <FormPage icon={<IconMailOpened {...icon} />} title={t.loading} />;
  if (!invitation.data) {
    const gone = invitation.error instanceof ApiError && invitation.error.status < 500;
    if (!gone) return <LoadError error={invitation.error} onRetry={() => void invitation.refetch()} />;
    return (
      <FormPage icon={<IconUnlink {...icon} />} title={t.goneTitle} sub={t.gone}>
        <Button component={Link} to="/" size="md" variant="default">
          {t.toStart}
        </Button>
      </FormPage>
    );
  }
  const { teamName, invitedByName, email, role, expiresAt } = invitation.data;
  return (
    <FormPage
      icon={<IconMailOpened {...icon} />}
      title={t.title(teamName)}
      sub={invitedByName ? t.by(invitedByName) : t.byNobody}
    >
      <div className={classes.body}>
        <Facts
          facts={[
            { term: t.yourRole, value: t.role[role] },
            { term: t.sentTo, value: email },
            { term: t.expires, value: format.dateTime(expiresAt) },
          ]}
        />
        <AcceptInvitation token={token} address={email} />
      </div>
    </FormPage>
  );
}
