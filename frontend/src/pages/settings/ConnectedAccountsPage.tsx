import { SettingsPage } from '@/features/navigation/SettingsPage';
import { ConnectedAccountsCard } from '@/features/oauth/ConnectedAccountsCard';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Stack } from '@/ui/Stack';

export default function ConnectedAccountsPage() {
  const t = useSettingsMessages();
  return (
    <SettingsPage title={t.connected.title} sub={t.connected.sub}>
      <Stack narrow>
        <ConnectedAccountsCard />
      </Stack>
    </SettingsPage>
  );
}
