import { Button } from '@mantine/core';
import { IconCircleCheck, IconMail, IconUnlink } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { ApiError } from '@/api/errors';
import { useVerifyEmail } from '@/features/account/useVerifyEmail';
import { LoadError } from '@/features/errors/LoadError';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { FormPage } from '@/ui/FormPage';

const icon = { size: 24, stroke: 1.75, 'aria-hidden': true };

export default function VerifyEmailPage() {
  const t = useMessages();
  const [search] = useSearchParams();
  const token = search.get('token');
  const verification = useVerifyEmail(token);
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  const onwards = signedIn ? (
    <Button component={Link} to="/dashboard" size="md">
      {t.auth.verify.toDashboard}
    </Button>
  ) : (
    <Button component={Link} to="/login" size="md">
      {t.auth.verify.toLogin}
    </Button>
  );

  if (verification.isSuccess) {
    return (
      <FormPage icon={<IconCircleCheck {...icon} />} title={t.auth.verify.doneTitle} sub={t.auth.verify.done}>
        {onwards}
      </FormPage>
    );
  }
  if (!token || (verification.error instanceof ApiError && verification.error.code === 'VALIDATION_ERROR')) {
    return (
      <FormPage icon={<IconUnlink {...icon} />} title={t.auth.verify.failedTitle} sub={t.auth.verify.failed}>
        {onwards}
      </FormPage>
    );
  }
  return (
    <FormPage icon={<IconMail {...icon} />} title={t.auth.verify.working} sub={t.auth.verify.workingSub}>
      {verification.isError && <LoadError error={verification.error} onRetry={() => void verification.refetch()} />}
    </FormPage>
  );
}
