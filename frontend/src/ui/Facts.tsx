import type { ReactNode } from 'react';
import classes from './Facts.module.css';

export interface Fact {
  term: string;
  value: ReactNode;
}

interface FactsProps {
  facts: Fact[];
  /** Close together and without lines, where they are not the main thing. */
  compact?: boolean;
}

/** Terms with their values. */
export function Facts({ facts, compact = false }: FactsProps) {
  return (
    <dl className={classes.facts} data-compact={compact}>
      {facts.map(({ term, value }) => (
        <div key={term} className={classes.fact}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
