import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { MOST_OF_ONE } from './cart';
import classes from './QuantityStepper.module.css';

interface QuantityStepperProps {
  value: number;
  /** What there is a quantity of. */
  name: string;
  /** How many can be had. */
  most: number;
  disabled?: boolean;
  onChange: (quantity: number) => void;
}

/** How many of something: one more, one less, or a number that is typed. */
export function QuantityStepper({ value, name, most, disabled = false, onChange }: QuantityStepperProps) {
  const t = useCatalogMessages().cart;
  const [typed, setTyped] = useState<string | null>(null);
  const limit = Math.max(1, Math.min(most, MOST_OF_ONE));

  function take() {
    const wanted = Number.parseInt(typed ?? '', 10);
    setTyped(null);
    if (wanted >= 1 && wanted !== value) onChange(Math.min(wanted, limit));
  }

  return (
    <div className={classes.stepper} role="group" aria-label={t.quantityOf(name)} data-disabled={disabled}>
      <button
        type="button"
        className={classes.step}
        aria-label={t.less}
        disabled={disabled || value <= 1}
        onClick={() => onChange(Math.min(value - 1, limit))}
      >
        <IconMinus size={15} stroke={2} aria-hidden="true" />
      </button>
      <input
        className={classes.number}
        aria-label={t.quantity}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        disabled={disabled}
        value={typed ?? String(value)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ''))}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <button
        type="button"
        className={classes.step}
        aria-label={t.more}
        disabled={disabled || value >= limit}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={15} stroke={2} aria-hidden="true" />
      </button>
    </div>
  );
}
