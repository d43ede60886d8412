import { Button } from '@mantine/core';
import { env } from '@/lib/env';
import { useSettingsMessages } from '@/lib/messages/settings';
import { CopyField } from '@/ui/CopyField';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Stack } from '@/ui/Stack';

interface NewApiKeyDialogProps {
  /** The key to show; null closes. */
  apiKey: string | null;
  onClose: () => void;
}

/** Shows a new key, this once. */
export default function NewApiKeyDialog({ apiKey, onClose }: NewApiKeyDialogProps) {
  const t = useSettingsMessages();
  const address = new URL(`${env.apiUrl}/auth/me`, window.location.origin).href;
  return (
    <Dialog
      opened={apiKey !== null}
      onClose={onClose}
      title={t.keys.shownTitle}
      sub={t.keys.shownSub}
      size="lg"
      steadfast
    >
      <Stack>
        <CopyField label={t.keys.key} value={apiKey ?? ''} />
        <CopyField label={t.keys.usage} value={`curl -H "Authorization: Bearer ${apiKey ?? ''}" ${address}`} />
        <DialogActions>
          <Button onClick={onClose}>{t.keys.done}</Button>
        </DialogActions>
      </Stack>
    </Dialog>
  );
}
