import { useEffect, useState } from 'react';
import classes from './Countdown.module.css';

/** From how many seconds on it hurries. */
const SOON = 300;

interface CountdownProps {
  /** RFC 3339. */
  until: string;
  onEnd: () => unknown;
}

/** Minutes and seconds until something ends. */
export function Countdown({ until, onEnd }: CountdownProps) {
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

  const seconds = String(left % 60).padStart(2, '0');
  return (
    <time role="timer" className={classes.countdown} data-soon={left < SOON} dateTime={`PT${left}S`}>
      {`${Math.floor(left / 60)}:${seconds}`}
    </time>
  );
}
