import { Button } from '@mantine/core';
import type { Operation, Result } from '@/api/types';
import { env } from '@/lib/env';
import { useSettingsMessages } from '@/lib/messages/settings';
import { CopyField } from '@/ui/CopyField';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Stack } from '@/ui/Stack';

export type NewKey = Result<Operation<'post', '/api-keys'>>;

interface NewApiKeyDialogProps {
  /** The key to show; null closes. */
  made: NewKey | null;
  onClose: () => void;
}

/** Shows a new key, this once. */
export default function NewApiKeyDialog({ made, onClose }: NewApiKeyDialogProps) {
  const t = useSettingsMessages();
  return (
    <Dialog
      opened={made !== null}
      onClose={onClose}
      title={t.keys.shownTitle}
      sub={t.keys.shownSub}
      size="lg"
      steadfast
    >
      {made && <Key made={made} />}
      <DialogActions>
        <Button onClick={onClose}>{t.keys.done}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** What one can ask with a key at once, by what it may do. */
const EXAMPLES = [
  ['account:use', '/auth/me'],
  ['roles:read', '/roles'],
] as const;

function Key({ made }: { made: NewKey }) {
  const t = useSettingsMessages();
  const [, path] = EXAMPLES.find(([scope]) => made.scopes.includes(scope)) ?? [];
  const address = path && new URL(env.apiUrl + path, window.location.origin).href;
  const usage = (key: string) => `curl -H "Authorization: Bearer ${key}" ${address}`;
  return (
    <Stack>
      <CopyField label={t.keys.key} value={made.key} />
      {address && <CopyField label={t.keys.usage} value={usage(made.key)} shown={usage(`gw_${made.prefix}…`)} />}
    </Stack>
  );
}
