import type { ReactNode } from 'react';
import classes from './Feature.module.css';

interface FeatureProps {
  title: string;
  text: string;
  icon?: ReactNode;
  tint?: 'pine' | 'clay' | 'ochre';
  /** A glimpse of it. */
  children?: ReactNode;
}

/** One thing that is already built. */
export function Feature({ title, text, icon, tint, children }: FeatureProps) {
  return (
    <div className={classes.feature}>
      {children && (
        <div className={classes.stage} data-tint={tint}>
          {children}
        </div>
      )}
      <div className={classes.text}>
        {icon && <div className={classes.icon}>{icon}</div>}
        <h3 className={classes.title}>{title}</h3>
        <p>{text}</p>
      </div>
    </div>
  );
}
