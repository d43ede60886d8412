import classes from './Meter.module.css';

/** How much of something is there, from 0 to 1. */
export function Meter({ value, label }: { value: number; label: string }) {
  return (
    <div
      className={classes.meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
    >
      <div className={classes.bar} style={{ transform: `scaleX(${value})` }} />
    </div>
  );
}
