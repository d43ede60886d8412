import type { ReactNode } from 'react';
import classes from './Facts.module.css';

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Terms with their values. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ term, value }) => (
        <div key={term} className={classes.fact}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
