import { useMemberMessages } from '@/lib/messages/member';
import { Dialog } from '@/ui/Dialog';
import { ChangePasswordForm } from './ChangePasswordForm';

interface ChangePasswordDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks for the present password and the next. */
export default function ChangePasswordDialog({ opened, onClose }: ChangePasswordDialogProps) {
  const t = useMemberMessages();
  return (
    <Dialog opened={opened} onClose={onClose} title={t.security.passwordTitle} sub={t.security.passwordSub}>
      <ChangePasswordForm onDone={onClose} />
    </Dialog>
  );
}
