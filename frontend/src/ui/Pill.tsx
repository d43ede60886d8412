import type { ReactNode } from 'react';
import classes from './Pill.module.css';

export type PillTone = 'good' | 'warn' | 'bad' | 'neutral';

/** A state in one word. */
export function Pill({ tone = 'neutral', children }: { tone?: PillTone; children: ReactNode }) {
  return (
    <span className={classes.pill} data-tone={tone}>
      {children}
    </span>
  );
}
