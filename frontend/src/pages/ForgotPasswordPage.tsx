import { Button } from '@mantine/core';
import { IconArrowLeft, IconMailOpened } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ForgotPasswordForm } from '@/features/account/ForgotPasswordForm';
import { useMessages } from '@/lib/messages/context';
import { FormPage } from '@/ui/FormPage';

export default function ForgotPasswordPage() {
  const t = useMessages();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const back = (
    <Button
      component={Link}
      to="/login"
      variant="subtle"
      leftSection={<IconArrowLeft size={16} stroke={2} aria-hidden="true" />}
      ml={-14}
    >
      {t.auth.forgot.backToLogin}
    </Button>
  );
  if (sentTo) {
    return (
      <FormPage
        icon={<IconMailOpened size={24} stroke={1.75} aria-hidden="true" />}
        title={t.auth.forgot.sentTitle}
        sub={t.auth.forgot.sent(sentTo)}
        footer={back}
      >
        <Button variant="default" onClick={() => setSentTo(null)}>
          {t.auth.forgot.again}
        </Button>
      </FormPage>
    );
  }
  return (
    <FormPage title={t.auth.forgot.title} sub={t.auth.forgot.sub} footer={back}>
      <ForgotPasswordForm onSent={setSentTo} />
    </FormPage>
  );
}
