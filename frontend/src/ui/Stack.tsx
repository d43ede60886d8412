import type { ReactNode } from 'react';
import classes from './Stack.module.css';

interface StackProps {
  /** No wider than lines read well. */
  narrow?: boolean;
  children: ReactNode;
}

/** Cards or fields below each other. */
export function Stack({ narrow = false, children }: StackProps) {
  return (
    <div className={classes.stack} data-narrow={narrow}>
      {children}
    </div>
  );
}
