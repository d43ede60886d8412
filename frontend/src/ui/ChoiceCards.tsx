import { useId, type ReactNode } from 'react';
import classes from './ChoiceCards.module.css';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** Language of the label, when it is not the page's. */
  lang?: string;
  /** A picture of what choosing it gives. */
  preview?: ReactNode;
}

interface ChoiceCardsProps<Value extends string> {
  label: string;
  value: Value;
  choices: Choice<Value>[];
  onChange: (value: Value) => void;
}

/** One of a few, each shown as a card. Underneath they are radio buttons, with all that the keyboard does to those. */
export function ChoiceCards<Value extends string>({ label, value, choices, onChange }: ChoiceCardsProps<Value>) {
  const name = useId();
  return (
    <div className={classes.cards} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.card} lang={choice.lang}>
          {choice.preview}
          <span className={classes.label}>
            <input
              type="radio"
              name={name}
              className={classes.radio}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </span>
        </label>
      ))}
    </div>
  );
}
