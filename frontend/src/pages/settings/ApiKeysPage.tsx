import { ApiKeyCard } from '@/features/api-keys/ApiKeyCard';
import { SettingsPage } from '@/features/navigation/SettingsPage';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Stack } from '@/ui/Stack';

export default function ApiKeysPage() {
  const t = useSettingsMessages();
  return (
    <SettingsPage title={t.keys.title} sub={t.keys.sub}>
      <Stack narrow>
        <ApiKeyCard />
      </Stack>
    </SettingsPage>
  );
}
