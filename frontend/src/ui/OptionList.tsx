import { useId } from 'react';
import classes from './OptionList.module.css';

interface OptionListProps<Value extends string> {
  label: string;
  value: Value;
  /** Each with what choosing it means. */
  options: { value: Value; label: string; text?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, below each other, each with a line of explanation. Underneath they are radio buttons. */
export function OptionList<Value extends string>({ label, value, options, onChange }: OptionListProps<Value>) {
  const name = useId();
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={classes.option}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            <span className={classes.name}>{option.label}</span>
            {option.text && <span className={classes.text}>{option.text}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
