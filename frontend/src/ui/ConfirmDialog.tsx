import { Button, Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useMessages } from '@/lib/messages/context';
import type { ConfirmProps } from './Confirm';
import classes from './ConfirmDialog.module.css';

/** The window in which `Confirm` asks. */
export default function ConfirmDialog(props: ConfirmProps) {
  const { opened, title, text, action, calm = false, busy, onConfirm, onClose } = props;
  const t = useMessages();
  const mounted = useMounted();
  // It opens after it has come, so that the focus it takes is the focus it gives back.
  return (
    <Modal
      opened={opened && mounted}
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
