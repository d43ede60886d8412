import { SettingsPage } from '@/features/navigation/SettingsPage';
import { ChangePasswordForm } from '@/features/password/ChangePasswordForm';
import { SessionList } from '@/features/sessions/SessionList';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';

export default function SecurityPage() {
  const t = useMessages();
  return (
    <SettingsPage title={t.security.title} sub={t.security.sub}>
      <Stack narrow>
        <SessionList />
        <Card title={t.security.passwordTitle} sub={t.security.passwordSub}>
          <ChangePasswordForm />
        </Card>
      </Stack>
    </SettingsPage>
  );
}
