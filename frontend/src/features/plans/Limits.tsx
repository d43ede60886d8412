import { useFormat } from '@/lib/format';
import { usePlansMessages } from '@/lib/messages/plans';
import classes from './Limits.module.css';

/** Requests an hour, as the service allows them unless its operator says otherwise. */
const USUAL = 1_000;
const PREMIUM = 5_000;

/** What premium gives, as a picture: how much more programs may ask. */
export function Limits() {
  const t = usePlansMessages().limits;
  const format = useFormat();
  return (
    <section className={classes.limits} aria-labelledby="limits">
      <div className={classes.words}>
        <h2 id="limits" className={classes.title}>
          {t.title}
        </h2>
        <p>{t.text}</p>
      </div>
      <dl className={classes.bars}>
        <Bar label={t.usual} value={t.perHour(format.number(USUAL))} share={USUAL / PREMIUM} />
        <Bar label={t.premium} value={t.perHour(format.number(PREMIUM))} share={1} premium />
      </dl>
    </section>
  );
}

interface BarProps {
  label: string;
  value: string;
  /** From 0 to 1. */
  share: number;
  premium?: boolean;
}

function Bar({ label, value, share, premium = false }: BarProps) {
  return (
    <div className={classes.bar} data-premium={premium}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.length} style={{ width: `${share * 100}%` }} aria-hidden="true" />
        {value}
      </dd>
    </div>
  );
}
