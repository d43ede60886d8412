import type { ReactNode } from 'react';
import classes from './ItemList.module.css';

interface ItemListProps {
  /** Names the list for screen readers, where no heading does. */
  label?: string;
  children: ReactNode;
}

/** Things below each other, each with what it is and what can be done about it. */
export function ItemList({ label, children }: ItemListProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}

interface ItemProps {
  /** A picture at the start of the row. */
  icon?: ReactNode;
  name: ReactNode;
  /** What else is to be said, in parts; a dot stands between them. */
  details?: ReactNode;
  actions?: ReactNode;
}

/** One of them. */
export function Item({ icon, name, details, actions }: ItemProps) {
  return (
    <li className={classes.row} data-plain={!icon}>
      {icon}
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        {details && <p className={classes.detail}>{details}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
