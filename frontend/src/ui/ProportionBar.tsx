import classes from './ProportionBar.module.css';

interface Part {
  label: string;
  value: number;
  /** The value as the reader sees it. */
  text: string;
  color: string;
}

/** How a whole divides into parts. The figures below say the same in words, so the bar itself is silent. */
export function ProportionBar({ parts }: { parts: Part[] }) {
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {parts
          .filter(({ value }) => value > 0)
          .map(({ label, value, color }) => (
            <span key={label} style={{ flexGrow: value, background: color }} />
          ))}
      </div>
      <dl className={classes.legend}>
        {parts.map(({ label, text, color }) => (
          <div key={label}>
            <dt>
              <i style={{ background: color }} />
              {label}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
