import { useState } from 'react';
import { RecoveryCodesDialog } from '@/features/factors/RecoveryCodesDialog';
import { TwoStepCard } from '@/features/factors/TwoStepCard';
import { SettingsPage } from '@/features/navigation/SettingsPage';
import { PasskeyCard } from '@/features/passkeys/PasskeyCard';
import { ChangePasswordForm } from '@/features/password/ChangePasswordForm';
import { SessionList } from '@/features/sessions/SessionList';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';

export default function SecurityPage() {
  const t = useMessages();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <SettingsPage title={t.security.title} sub={t.security.sub}>
      <Stack narrow>
        <PasskeyCard onCodes={setCodes} />
        <TwoStepCard onCodes={setCodes} />
        <Card title={t.security.passwordTitle} sub={t.security.passwordSub}>
          <ChangePasswordForm />
        </Card>
        <SessionList />
      </Stack>
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
    </SettingsPage>
  );
}
