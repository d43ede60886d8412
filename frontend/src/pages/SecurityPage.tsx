import { MemberPage } from '@/features/navigation/MemberPage';
import { ChangePasswordForm } from '@/features/password/ChangePasswordForm';
import { SessionList } from '@/features/sessions/SessionList';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';

export default function SecurityPage() {
  const t = useMessages();
  return (
    <MemberPage title={t.security.title} sub={t.security.sub}>
      <Stack narrow>
        <SessionList />
        <Card title={t.security.passwordTitle} sub={t.security.passwordSub}>
          <ChangePasswordForm />
        </Card>
      </Stack>
    </MemberPage>
  );
}
