import classes from './Tick.module.css';

interface TickProps {
  /** What is chosen with it, for screen readers. */
  label: string;
  checked: boolean;
  /** Some, but not all, of what it stands for is chosen. */
  some?: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, with more room around it than one sees, so that a finger finds it. */
export function Tick({ label, checked, some = false, onChange }: TickProps) {
  return (
    <label className={classes.tick}>
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = some;
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
