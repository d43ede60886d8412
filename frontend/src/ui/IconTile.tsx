import type { ReactNode } from 'react';
import classes from './IconTile.module.css';

/** A picture of what a row is about. */
export function IconTile({ children, tone }: { children: ReactNode; tone?: 'good' }) {
  return (
    <span className={classes.tile} data-tone={tone}>
      {children}
    </span>
  );
}
