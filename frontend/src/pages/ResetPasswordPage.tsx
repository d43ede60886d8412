import { Button } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ResetPasswordForm } from '@/features/account/ResetPasswordForm';
import { useSession } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { FormPage } from '@/ui/FormPage';

export default function ResetPasswordPage() {
  const t = useMessages();
  const navigate = useNavigate();
  const session = useSession();
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  const [search] = useSearchParams();
  const [refused, setRefused] = useState(false);
  const token = search.get('token');

  function done() {
    // A new password ends every session, the one of this browser included.
    if (signedIn) session.forget('signedOut');
    void navigate('/login', { replace: true, state: { passwordReset: true } });
  }

  if (!token || refused) {
    return (
      <FormPage
        icon={<IconUnlink size={24} stroke={1.75} aria-hidden="true" />}
        title={t.auth.reset.invalidTitle}
        sub={t.auth.reset.invalid}
      >
        <Button component={Link} to="/forgot-password" size="md">
          {t.auth.reset.requestNew}
        </Button>
      </FormPage>
    );
  }
  return (
    <FormPage title={t.auth.reset.title} sub={t.auth.reset.sub}>
      <ResetPasswordForm token={token} onDone={done} onInvalidToken={() => setRefused(true)} />
    </FormPage>
  );
}
