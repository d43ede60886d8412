import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api/client';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { currentUserQuery } from '@/features/session/queries';
import { useSignOut } from '@/features/session/useSignOut';
import { useMessages } from '@/lib/messages/context';
import { useInvitationMessages } from '@/lib/messages/invitation';
import { loginPath } from '@/lib/returnTo';
import { useAppSelector } from '@/store/hooks';
import { Notice } from '@/ui/Notice';
import classes from './AcceptInvitation.module.css';

interface AcceptInvitationProps {
  token: string;
  /** To whom it was sent, masked. */
  address: string;
}

/** The way into the team: at once for who is signed in, through signing in or registering for everyone else. */
export function AcceptInvitation({ token, address }: AcceptInvitationProps) {
  const status = useAppSelector((state) => state.auth.status);
  if (status === 'restoring') return null;
  return status === 'signedIn' ? <Join token={token} address={address} /> : <ComeIn token={token} />;
}

function ComeIn({ token }: { token: string }) {
  const t = useInvitationMessages();
  const register = new URLSearchParams({ invitation: token, returnTo: '/teams' });
  return (
    <div className={classes.ways}>
      <Button component={Link} to={loginPath(`/invitations/${token}`)} size="md" fullWidth>
        {t.signIn}
      </Button>
      <Button component={Link} to={`/register?${register}`} size="md" variant="default" fullWidth>
        {t.register}
      </Button>
    </div>
  );
}

function Join({ token, address }: AcceptInvitationProps) {
  const t = useMessages();
  const texts = useInvitationMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = useSignOut();
  const me = useQuery(currentUserQuery);
  const join = useMutation({
    mutationFn: () => api.post('/invitations/{token}/acceptance', { path: { token } }),
    onSuccess: (team) => {
      queries.removeQueries({ queryKey: ['teams'] });
      showDone(texts.joined(team.name));
      void navigate(`/teams/${team.id}`);
    },
  });
  const code = join.error instanceof ApiError ? join.error.status : null;
  const problem = code === 403 ? texts.wrongAddress(address) : code === 409 ? texts.already : null;

  return (
    <div className={classes.ways}>
      {join.isError && <Notice tone={code === 409 ? 'info' : 'bad'}>{problem ?? errorText(join.error, t)}</Notice>}
      {code === 409 ? (
        <Button component={Link} to="/teams" size="md" fullWidth>
          {texts.toTeams}
        </Button>
      ) : (
        <Button size="md" fullWidth loading={join.isPending} onClick={() => join.mutate()}>
          {texts.accept}
        </Button>
      )}
      <p className={classes.who}>
        {me.data && texts.signedInAs(me.data.email)}{' '}
        <button type="button" className={`link ${classes.other}`} onClick={() => void signOut()}>
          {texts.other}
        </button>
      </p>
    </div>
  );
}
