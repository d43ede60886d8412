import { useId, type ReactNode } from 'react';
import { Pill } from '@/ui/Pill';
import { FeatureList } from './FeatureList';
import classes from './PlanCard.module.css';
import { PlanMark } from './PlanMark';

interface PlanCardProps {
  name: string;
  description: string;
  /** How high the plan stands among the others, from 1 to 3. */
  layers: number;
  /** The one that most people take. */
  lead?: boolean;
  /** One word about it. */
  mark?: string;
  price: string;
  /** What the price is for: "a month". */
  per?: string;
  /** Stands above the price: days that are free. */
  before?: string;
  /** Stands below the price. */
  note: string;
  featuresLabel: string;
  features: string[];
  /** What one can do about it. */
  action: ReactNode;
}

/** A plan, to be compared with those beside it. */
export function PlanCard(props: PlanCardProps) {
  const { name, description, layers, lead = false, mark, price, per, before, note, features, action } = props;
  const id = useId();
  return (
    <article className={classes.card} data-lead={lead} aria-labelledby={id}>
      <div className={classes.head}>
        <PlanMark layers={layers} />
        {mark && <Pill>{mark}</Pill>}
      </div>
      <h2 id={id} className={classes.name}>
        {name}
      </h2>
      <p className={classes.description}>{description}</p>
      <div className={classes.terms}>
        <p className={classes.before}>{before}</p>
        <p className={classes.price}>
          {price}
          {per && <span className={classes.per}>{` ${per}`}</span>}
        </p>
        <p className={classes.note}>{note}</p>
      </div>
      <div className={classes.action}>{action}</div>
      <FeatureList label={props.featuresLabel} features={features} />
    </article>
  );
}
