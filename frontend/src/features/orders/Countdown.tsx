import { useEffect, useState } from 'react';
import classes from './Countdown.module.css';

/** From how many seconds on it hurries. */
const SOON = 300;

interface CountdownProps {
  /** RFC 3339. */
  until: string;
  /** What stands before the time that is left. */
  text: string;
  /** What stands there when none is left. */
  over: string;
  onEnd: () => unknown;
}

/** Minutes and seconds until something ends, and that it has. */
export function Countdown({ until, text, over: ended, onEnd }: CountdownProps) {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((new Date(until).getTime() - now) / 1000));
  const over = left === 0;

  useEffect(() => {
    if (over) {
      onEnd();
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over, onEnd]);

  if (over) return <span role="status">{ended}</span>;
  const seconds = String(left % 60).padStart(2, '0');
  return (
    <>
      {`${text} `}
      <time role="timer" className={classes.countdown} data-soon={left < SOON} dateTime={`PT${left}S`}>
        {`${Math.floor(left / 60)}:${seconds}`}
      </time>
    </>
  );
}
