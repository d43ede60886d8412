import { Button, Modal } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import classes from './Confirm.module.css';

interface ConfirmProps {
  opened: boolean;
  title: string;
  text: string;
  /** What the button says that does it. */
  action: string;
  /** It can be taken back, so the button is not red. */
  calm?: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more before something weighty. */
export function Confirm({ opened, title, text, action, calm = false, busy, onConfirm, onClose }: ConfirmProps) {
  const t = useMessages();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="sm"
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <p className={classes.text}>{text}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t.common.cancel}
        </Button>
        <Button color={calm ? undefined : 'danger'} loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
