import { IconMailOpened } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { RegisterForm } from '@/features/account/RegisterForm';
import { useMessages } from '@/lib/messages/context';
import { FormPage } from '@/ui/FormPage';

export default function RegisterPage() {
  const t = useMessages();
  const [search] = useSearchParams();
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const login = (
    <>
      {`${t.auth.register.haveAccount} `}
      <Link className="link" to={`/login${search.size > 0 ? `?${search}` : ''}`}>
        {t.auth.register.login}
      </Link>
    </>
  );
  if (mailedTo) {
    return (
      <FormPage
        icon={<IconMailOpened size={24} stroke={1.75} aria-hidden="true" />}
        title={t.auth.register.checkMailTitle}
        sub={t.auth.register.checkMail(mailedTo)}
        footer={login}
      />
    );
  }
  return (
    <FormPage title={t.auth.register.title} sub={t.auth.register.sub} footer={login}>
      <RegisterForm onCheckMail={setMailedTo} />
    </FormPage>
  );
}
