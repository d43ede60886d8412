import { Button } from '@mantine/core';
import { AboutAccountCard } from '@/features/account/AboutAccountCard';
import { AddressCard } from '@/features/account/AddressCard';
import { IdentityCard } from '@/features/account/IdentityCard';
import { SettingsPage } from '@/features/navigation/SettingsPage';
import { useSignOut } from '@/features/session/useSignOut';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';

export default function AccountPage() {
  const t = useMemberMessages();
  const signOut = useSignOut();
  return (
    <SettingsPage title={t.account.title} sub={t.account.sub}>
      <Stack narrow>
        <IdentityCard />
        <AddressCard />
        <AboutAccountCard />
        <Card title={t.account.signOutTitle} sub={t.account.signOutSub}>
          <Button variant="default" onClick={() => void signOut()}>
            {t.navigation.signOut}
          </Button>
        </Card>
      </Stack>
    </SettingsPage>
  );
}
