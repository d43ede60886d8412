import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import classes from './Change.module.css';
import { growth } from './points';

/** From here on it is told how many times as much it is, rather than how many percent more. */
const MANY = 10;

interface ChangeProps {
  now: number;
  before: number;
  /** Less of it is good news. */
  lessIsBetter?: boolean;
}

/** How a figure has changed against the span before. */
export function Change({ now, before, lessIsBetter = false }: ChangeProps) {
  const t = useRevenueMessages();
  const format = useFormat();
  const change = growth(now, before);
  if (change === null) return now === 0 ? null : <>{t.noneBefore}</>;
  const percent = format.percent(Math.abs(change));
  if (percent === format.percent(0)) return <>{t.same}</>;
  const told = change >= MANY ? `×${format.number(Math.round(change + 1))}` : `${change > 0 ? '+' : '−'}${percent}`;
  return (
    <>
      <span className={classes.change} data-good={change > 0 !== lessIsBetter}>
        {told}
      </span>{' '}
      {t.toBefore}
    </>
  );
}
