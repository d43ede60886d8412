import { useId } from 'react';
import type { Interval } from '@/api/types';
import { useFormat } from '@/lib/format';
import { usePlansMessages } from '@/lib/messages/plans';
import classes from './IntervalSwitch.module.css';

interface IntervalSwitchProps {
  value: Interval;
  /** What paying by the year spares, from 0 to 1. */
  saving: number;
  onChange: (interval: Interval) => void;
}

/** Monthly or yearly. Underneath they are radio buttons, with all that the keyboard does to those. */
export function IntervalSwitch({ value, saving, onChange }: IntervalSwitchProps) {
  const t = usePlansMessages();
  const format = useFormat();
  const name = useId();
  return (
    <div className={classes.switch} role="radiogroup" aria-label={t.intervals}>
      {(['month', 'year'] as const).map((interval) => (
        <label key={interval} className={classes.choice}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            checked={interval === value}
            onChange={() => onChange(interval)}
          />
          {t.interval[interval]}
          {interval === 'year' && saving > 0 && (
            <span className={classes.saving}>{t.save(format.percent(saving))}</span>
          )}
        </label>
      ))}
    </div>
  );
}
