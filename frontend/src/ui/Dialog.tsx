import { Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './Dialog.module.css';

interface DialogProps {
  opened: boolean;
  title: string;
  /** What it is about, below the title. */
  sub?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Only its buttons close it: for what is shown once and then never again. */
  steadfast?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A step beside the page. What was typed is forgotten when it closes. */
export function Dialog({ opened, title, sub, size = 'md', steadfast = false, onClose, children }: DialogProps) {
  const t = useMessages();
  const mounted = useMounted();
  // A dialog whose code has only just come opens as any other: the focus it takes is the focus it gives back.
  return (
    <Modal
      opened={opened && mounted}
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeOnEscape={!steadfast}
      withCloseButton={!steadfast}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {sub && <p className={classes.sub}>{sub}</p>}
      {children}
    </Modal>
  );
}

/** The line of buttons that ends a dialog; the way on stands last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
