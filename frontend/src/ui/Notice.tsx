import type { ReactNode } from 'react';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import classes from './Notice.module.css';

const ICONS = { info: IconInfoCircle, good: IconCircleCheck, bad: IconAlertTriangle };

/** A message that concerns the whole form or page. Bad news interrupts a screen reader, the rest waits its turn. */
export function Notice({ tone, children }: { tone: 'info' | 'good' | 'bad'; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
