import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import classes from './Change.module.css';
import { growth } from './points';

/** How a figure has changed against the span before. */
export function Change({ now, before }: { now: number; before: number }) {
  const t = useRevenueMessages();
  const format = useFormat();
  const change = growth(now, before);
  if (change === null) return now === 0 ? null : <>{t.noneBefore}</>;
  const percent = format.percent(Math.abs(change));
  if (percent === format.percent(0)) return <>{t.same}</>;
  const signed = `${change > 0 ? '+' : '−'}${percent}`;
  return (
    <>
      <span className={classes.change} data-up={change > 0}>
        {signed}
      </span>{' '}
      {t.toBefore}
    </>
  );
}
