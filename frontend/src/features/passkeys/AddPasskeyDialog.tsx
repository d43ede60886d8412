import { showDone } from '@/features/errors/toasts';
import { useDeviceName } from '@/features/sessions/useDeviceName';
import { parseUserAgent } from '@/lib/device';
import { useSettingsMessages } from '@/lib/messages/settings';
import { isPasskeyAbort, isPasskeyKnown } from '@/lib/passkeys';
import { Dialog } from '@/ui/Dialog';
import { PasskeyNameForm } from './PasskeyNameForm';
import { useAddPasskey } from './useAddPasskey';

interface AddPasskeyDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Called with the recovery codes that come with the first second factor. */
  onCodes: (codes: string[]) => void;
}

/** Names a passkey, and has this device make it. */
export default function AddPasskeyDialog({ opened, onClose, onCodes }: AddPasskeyDialogProps) {
  const t = useSettingsMessages();
  const deviceName = useDeviceName();
  const add = useAddPasskey();

  async function save(name: string) {
    const { recoveryCodes } = await add.mutateAsync(name);
    showDone(t.passkeys.added);
    onClose();
    if (recoveryCodes) onCodes(recoveryCodes);
  }

  return (
    <Dialog opened={opened} onClose={onClose} title={t.passkeys.addTitle} sub={t.passkeys.addSub}>
      <PasskeyNameForm
        label={t.passkeys.addTitle}
        submit={t.passkeys.create}
        name={deviceName(parseUserAgent(navigator.userAgent))}
        hint={t.passkeys.nameHint}
        onSave={save}
        onCancel={onClose}
        problem={(error) => {
          if (isPasskeyAbort(error)) return t.passkeys.aborted;
          return isPasskeyKnown(error) ? t.passkeys.known : null;
        }}
      />
    </Dialog>
  );
}
