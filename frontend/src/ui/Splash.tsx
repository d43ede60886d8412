import { Mark } from './Mark';
import classes from './Splash.module.css';

/** A whole page that is not there yet. It appears after a moment only, so that quick loads do not flicker. */
export function Splash({ label }: { label: string }) {
  return (
    <div className={classes.root} role="status">
      <div className={classes.mark}>
        <Mark size={40} />
      </div>
      <span className={classes.label}>{label}</span>
    </div>
  );
}
