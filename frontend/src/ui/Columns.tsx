import type { ReactNode } from 'react';
import classes from './Columns.module.css';

/** The main matter of a page, and beside it, where there is room, what is to be known of it. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
