import { lazy, useState } from 'react';
import { TwoStepCard } from '@/features/factors/TwoStepCard';
import { SettingsPage } from '@/features/navigation/SettingsPage';
import { PasskeyCard } from '@/features/passkeys/PasskeyCard';
import { PasswordCard } from '@/features/password/PasswordCard';
import { SessionList } from '@/features/sessions/SessionList';
import { useMemberMessages } from '@/lib/messages/member';
import { Stack } from '@/ui/Stack';
import { Later } from '@/ui/Later';

const RecoveryCodesDialog = lazy(() => import('@/features/factors/RecoveryCodesDialog'));

export default function SecurityPage() {
  const t = useMemberMessages();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <SettingsPage title={t.security.title} sub={t.security.sub}>
      <Stack narrow>
        <PasskeyCard onCodes={setCodes} />
        <TwoStepCard onCodes={setCodes} />
        <PasswordCard />
        <SessionList />
      </Stack>
      <Later when={codes !== null}>
        <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
      </Later>
    </SettingsPage>
  );
}
