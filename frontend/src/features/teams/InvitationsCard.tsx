import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMailForward, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Invitation, Team } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { useResendInvitation, useRevokeInvitation } from './mutations';
import { invitationsQuery } from './queries';
import { TeamRolePill } from './TeamRolePill';
import type { TeamRights } from './useTeamRights';
import classes from './InvitationsCard.module.css';

interface InvitationsCardProps {
  team: Team;
  rights: TeamRights;
}

/** Who has been asked into a team and has not answered. */
export function InvitationsCard({ team, rights }: InvitationsCardProps) {
  const t = useTeamsMessages();
  const invitations = useQuery(invitationsQuery(team.id));
  return (
    <Card title={t.invitations.title} sub={t.invitations.sub}>
      {invitations.isPending && <SkeletonRows count={2} />}
      {invitations.isError && !invitations.data && (
        <LoadError error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.data?.length === 0 && <p className={classes.empty}>{t.invitations.empty}</p>}
      {invitations.data && invitations.data.length > 0 && (
        <ul className={classes.list} aria-label={t.invitations.list}>
          {invitations.data.map((invitation) => (
            <InvitationRow key={invitation.id} team={team} invitation={invitation} rights={rights} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function InvitationRow({ team, invitation, rights }: InvitationsCardProps & { invitation: Invitation }) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const format = useFormat();
  const resend = useResendInvitation(team.id);
  const revoke = useRevokeInvitation(team.id);
  const [asking, setAsking] = useState(false);
  const { id, email, role, status, expiresAt, invitedByName } = invitation;

  async function sendAgain() {
    await announce(resend.mutateAsync(id), teams.invitations.resent(email), t);
  }

  async function confirm() {
    await announce(revoke.mutateAsync(id), teams.invitations.revoked, t);
    setAsking(false);
  }

  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.email}>{email}</p>
        <p className={classes.detail}>
          <TeamRolePill role={role} />
          {status === 'expired' ? (
            <Pill tone="bad">{teams.invitations.expired}</Pill>
          ) : (
            <time dateTime={expiresAt} title={format.dateTime(expiresAt)}>
              {teams.invitations.expires(format.relative(expiresAt))}
            </time>
          )}
          {invitedByName && <span>{teams.invitations.by(invitedByName)}</span>}
        </p>
      </div>
      {rights.covers(role) && (
        <div className={classes.actions}>
          <ActionIcon
            aria-label={teams.invitations.resendFor(email)}
            title={teams.invitations.resend}
            loading={resend.isPending}
            onClick={() => void sendAgain()}
          >
            <IconMailForward size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            aria-label={teams.invitations.revokeFor(email)}
            title={teams.invitations.revoke}
            onClick={() => setAsking(true)}
          >
            <IconX size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </div>
      )}
      <Confirm
        opened={asking}
        title={teams.invitations.revokeTitle}
        text={teams.invitations.revokeText(email)}
        action={teams.invitations.revoke}
        busy={revoke.isPending}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </li>
  );
}
