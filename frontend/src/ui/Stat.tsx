import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Stat.module.css';

interface StatProps {
  label: string;
  /** The figure; undefined while it is on its way. */
  value: string | undefined;
  note?: ReactNode;
}

/** One figure that matters. */
export function Stat({ label, value, note }: StatProps) {
  return (
    <div className={classes.stat}>
      <p className={classes.label}>{label}</p>
      {value === undefined ? <Skeleton height={26} width={96} my={6} /> : <p className={classes.value}>{value}</p>}
      <div className={classes.note}>{note}</div>
    </div>
  );
}
