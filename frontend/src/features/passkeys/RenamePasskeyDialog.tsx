import type { Passkey } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Dialog } from '@/ui/Dialog';
import { PasskeyNameForm } from './PasskeyNameForm';
import { useRenamePasskey } from './queries';

interface RenamePasskeyDialogProps {
  opened: boolean;
  passkey: Passkey;
  onClose: () => void;
}

/** Gives a passkey another name. */
export default function RenamePasskeyDialog({ opened, passkey, onClose }: RenamePasskeyDialogProps) {
  const t = useSettingsMessages();
  const { common } = useMessages();
  const rename = useRenamePasskey();

  async function save(name: string) {
    await rename.mutateAsync({ id: passkey.id, name });
    showDone(t.passkeys.renamed);
    onClose();
  }

  return (
    <Dialog opened={opened} onClose={onClose} title={t.passkeys.renameTitle} size="sm">
      <PasskeyNameForm
        label={t.passkeys.renameTitle}
        submit={common.save}
        name={passkey.name}
        onSave={save}
        onCancel={onClose}
      />
    </Dialog>
  );
}
