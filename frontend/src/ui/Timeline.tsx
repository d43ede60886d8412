import type { ReactNode } from 'react';
import { useFormat } from '@/lib/format';
import type { PillTone } from './Pill';
import classes from './Timeline.module.css';

export interface Moment {
  key: string;
  what: ReactNode;
  /** What else is to be said of it, below. */
  note?: ReactNode;
  /** When it was, RFC 3339. */
  at: string;
  tone?: PillTone;
}

/** What happened, one thing below the other, each with how long ago it was. */
export function Timeline({ moments }: { moments: Moment[] }) {
  const format = useFormat();
  return (
    <ol className={classes.list}>
      {moments.map(({ key, what, note, at, tone }) => (
        <li key={key} className={classes.entry} data-tone={tone}>
          <div className={classes.what}>
            <p>{what}</p>
            {note && <span className={classes.note}>{note}</span>}
          </div>
          <time className={classes.time} dateTime={at} title={format.dateTime(at)}>
            {format.relative(at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
