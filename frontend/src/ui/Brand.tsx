import { Mark } from './Mark';
import classes from './Brand.module.css';

interface BrandProps {
  name: string;
  /** Name of the installation, when it is not the real one. */
  tag?: string;
}

/** Mark and name. */
export function Brand({ name, tag }: BrandProps) {
  return (
    <span className={classes.brand}>
      <Mark />
      {name}
      {tag && <span className={classes.tag}>{tag}</span>}
    </span>
  );
}
