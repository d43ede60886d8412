import { SettingsPage } from '@/features/navigation/SettingsPage';
import { EraseCard } from '@/features/personal-data/EraseCard';
import { ExportCard } from '@/features/personal-data/ExportCard';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Stack } from '@/ui/Stack';

export default function DataPage() {
  const t = useSettingsMessages();
  return (
    <SettingsPage title={t.data.title} sub={t.data.sub}>
      <Stack narrow>
        <ExportCard />
        <EraseCard />
      </Stack>
    </SettingsPage>
  );
}
