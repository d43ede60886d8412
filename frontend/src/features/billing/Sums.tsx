import classes from './Sums.module.css';

export interface Sum {
  label: string;
  /** Formatted. */
  amount: string;
  /** It is nothing. */
  none?: boolean;
}

/** Amounts below each other, and what they come to. */
export function Sums({ sums, total }: { sums: Sum[]; total: Sum }) {
  return (
    <dl className={classes.sums}>
      {sums.map(({ label, amount }) => (
        <div key={label} className={classes.sum}>
          <dt>{label}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
      <div className={classes.sum} data-total>
        <dt>{total.label}</dt>
        <dd>{total.amount}</dd>
      </div>
    </dl>
  );
}
