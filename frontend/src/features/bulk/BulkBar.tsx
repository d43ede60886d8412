import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMemberMessages } from '@/lib/messages/member';
import classes from './BulkBar.module.css';

interface BulkBarProps {
  /** How many rows are chosen. */
  count: number;
  onClear: () => void;
  /** What can be done with them. */
  children: ReactNode;
}

/** Stands above a list while some of its rows are chosen. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useMemberMessages().lists;
  return (
    <div className={classes.bar} role="group" aria-label={t.pickedActions}>
      <ActionIcon aria-label={t.unpick} size={30} onClick={onClear}>
        <IconX size={17} stroke={2} aria-hidden="true" />
      </ActionIcon>
      <span className={classes.count} role="status">
        {t.picked(count)}
      </span>
      <div className={classes.actions}>{children}</div>
    </div>
  );
}
