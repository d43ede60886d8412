import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './Dialog.module.css';

interface DialogProps {
  opened: boolean;
  title: string;
  /** What this is about, below the title. */
  sub?: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A window over the page, for one matter. Its content is gone when it is closed, so that it begins anew each time. */
export function Dialog({ opened, title, sub, wide = false, onClose, children }: DialogProps) {
  const t = useMessages();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={wide ? 'lg' : 'md'}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {sub && <p className={classes.sub}>{sub}</p>}
      {children}
    </Modal>
  );
}
