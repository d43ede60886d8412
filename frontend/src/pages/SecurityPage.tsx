import { ChangePasswordForm } from '@/features/password/ChangePasswordForm';
import { SessionList } from '@/features/sessions/SessionList';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Page } from '@/ui/Page';
import { Stack } from '@/ui/Stack';

export default function SecurityPage() {
  const t = useMessages();
  return (
    <Page title={t.security.title} sub={t.security.sub}>
      <Stack>
        <SessionList />
        <Card title={t.security.passwordTitle} sub={t.security.passwordSub}>
          <ChangePasswordForm />
        </Card>
      </Stack>
    </Page>
  );
}
