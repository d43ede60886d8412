import { IconCheck } from '@tabler/icons-react';
import classes from './FeatureList.module.css';

/** What belongs to a plan. */
export function FeatureList({ label, features }: { label: string; features: string[] }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {features.map((feature) => (
        <li key={feature} className={classes.feature}>
          <IconCheck size={17} stroke={2.25} className={classes.tick} aria-hidden="true" />
          {feature}
        </li>
      ))}
    </ul>
  );
}
