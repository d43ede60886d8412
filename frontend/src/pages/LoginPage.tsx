import { lazy, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { LoginForm } from '@/features/account/LoginForm';
import { providerProblem } from '@/features/oauth/providerProblem';
import { OtherWays } from '@/features/session/OtherWays';
import type { Challenge } from '@/features/session/SecondFactor';
import { useChallengeFromAddress } from '@/features/session/useChallengeFromAddress';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { FormPage } from '@/ui/FormPage';
import { Notice } from '@/ui/Notice';
import classes from './LoginPage.module.css';

// Most people sign in without it.
const SecondFactor = lazy(() => import('@/features/session/SecondFactor'));

export default function LoginPage() {
  const t = useMessages();
  const [search] = useSearchParams();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [expired, setExpired] = useState(false);
  const notice = useNotice(expired);
  useChallengeFromAddress(setChallenge);

  if (challenge) {
    return (
      <SecondFactor
        challenge={challenge}
        onLeave={(tooLate) => {
          setExpired(tooLate);
          setChallenge(null);
        }}
      />
    );
  }
  return (
    <FormPage
      title={t.auth.login.title}
      sub={t.auth.login.sub}
      footer={
        <>
          {`${t.auth.login.noAccount} `}
          <Link className="link" to={`/register${search.size > 0 ? `?${search}` : ''}`}>
            {t.auth.login.register}
          </Link>
        </>
      }
    >
      {notice && (
        <div className={classes.notice}>
          <Notice tone={notice.tone}>{notice.text}</Notice>
        </div>
      )}
      <LoginForm onChallenge={setChallenge} />
      <OtherWays />
    </FormPage>
  );
}

/** Why one stands here: thrown out, left, turned away elsewhere, or come from setting a new password. */
function useNotice(expired: boolean): { tone: 'info' | 'good' | 'bad'; text: string } | null {
  const t = useMessages();
  const location = useLocation();
  const [search] = useSearchParams();
  const reason = useAppSelector((state) => state.auth.endReason);
  const problem = search.get('error');
  if (expired) return { tone: 'info', text: t.auth.factor.expired };
  if (problem) return { tone: 'bad', text: providerProblem(problem, t) };
  if ((location.state as { passwordReset?: boolean } | null)?.passwordReset) {
    return { tone: 'good', text: t.auth.login.passwordReset };
  }
  if (reason === 'ended') return { tone: 'info', text: t.auth.login.ended };
  if (reason === 'deactivated') return { tone: 'info', text: t.auth.login.deactivated };
  if (reason === 'signedOut') return { tone: 'good', text: t.auth.login.signedOut };
  return null;
}
