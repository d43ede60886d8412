import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ReasonedItem.module.css';

interface ReasonedItemProps {
  icon: ReactNode;
  /** Why it is not possible; with it the item is disabled. */
  reason?: string;
  danger?: boolean;
  onClick: () => void;
  children: string;
}

/** An item of a menu that says why, when it is not possible. */
export function ReasonedItem({ icon, reason, danger = false, onClick, children }: ReasonedItemProps) {
  return (
    <Menu.Item
      className={danger ? classes.danger : undefined}
      leftSection={icon}
      disabled={reason !== undefined}
      onClick={onClick}
    >
      {children}
      {reason && <span className={classes.reason}>{reason}</span>}
    </Menu.Item>
  );
}
