import { Link, useLocation, useSearchParams } from 'react-router';
import { LoginForm } from '@/features/account/LoginForm';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { FormPage } from '@/ui/FormPage';
import { Notice } from '@/ui/Notice';
import classes from './LoginPage.module.css';

export default function LoginPage() {
  const t = useMessages();
  const [search] = useSearchParams();
  const notice = useNotice();
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
      <LoginForm />
    </FormPage>
  );
}

/** Why one stands here: thrown out, left, or come from setting a new password. */
function useNotice(): { tone: 'info' | 'good'; text: string } | null {
  const t = useMessages();
  const location = useLocation();
  const reason = useAppSelector((state) => state.auth.endReason);
  if ((location.state as { passwordReset?: boolean } | null)?.passwordReset) {
    return { tone: 'good', text: t.auth.login.passwordReset };
  }
  if (reason === 'ended') return { tone: 'info', text: t.auth.login.ended };
  if (reason === 'deactivated') return { tone: 'info', text: t.auth.login.deactivated };
  if (reason === 'signedOut') return { tone: 'good', text: t.auth.login.signedOut };
  return null;
}
