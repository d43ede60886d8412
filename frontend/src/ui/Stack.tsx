import type { ReactNode } from 'react';
import classes from './Stack.module.css';

/** Cards below each other. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={classes.stack}>{children}</div>;
}
