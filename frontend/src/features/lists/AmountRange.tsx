import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { plainAmount } from '@/lib/currencies';
import { useMemberMessages } from '@/lib/messages/member';
import classes from './RangeField.module.css';

interface AmountRangeProps {
  /** In major units; empty where the range is open. */
  min: string;
  max: string;
  onChange: (change: { min: string } | { max: string }) => void;
}

/** The least and the most that something may cost. */
export function AmountRange({ min, max, onChange }: AmountRangeProps) {
  const t = useMemberMessages().lists;
  return (
    <>
      <Bound label={t.least} value={min} onChange={(bound) => onChange({ min: bound })} />
      <Bound label={t.most} value={max} onChange={(bound) => onChange({ max: bound })} />
    </>
  );
}

interface BoundProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** One end of it. What is no amount is shown as a mistake, and asks for nothing. */
function Bound({ label, value, onChange }: BoundProps) {
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  const apply = useDebouncedCallback((amount: string) => {
    setApplied(amount);
    onChange(amount);
  }, 400);

  // It was changed elsewhere, by "show all" or by going back.
  if (value !== applied) {
    setApplied(value);
    setTyped(value);
  }

  const isWrong = !isBound(plainAmount(typed));
  return (
    <TextInput
      className={classes.amount}
      classNames={{ input: classes.input }}
      data-filtering={value !== ''}
      aria-label={label}
      placeholder={label}
      inputMode="decimal"
      autoComplete="off"
      error={isWrong}
      value={typed}
      onBlur={() => apply.flush()}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const amount = plainAmount(text);
        if (isBound(amount)) apply(amount);
      }}
    />
  );
}

/** Whether it can be an end of a range, in whatever currency: an amount, or nothing for an open end. */
export function isBound(amount: string): boolean {
  return /^(\d{1,12}(\.\d{1,3})?)?$/.test(amount);
}
