import { TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import classes from './CodeField.module.css';

interface CodeFieldProps {
  label: string;
  /** What the form's `register` gave for this field. */
  field: UseFormRegisterReturn;
  error?: string;
  /** Six digits of an app, or the letters of a recovery code. */
  kind: 'digits' | 'letters';
  /** In a dialog: where it begins. */
  first?: boolean;
}

/** A field for a code that is read off somewhere. */
export function CodeField({ label, field, error, kind, first }: CodeFieldProps) {
  const digits = kind === 'digits';
  return (
    <TextInput
      label={label}
      classNames={{ input: classes.input }}
      autoComplete={digits ? 'one-time-code' : 'off'}
      inputMode={digits ? 'numeric' : 'text'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={digits ? 7 : 40}
      error={error}
      data-autofocus={first || undefined}
      {...field}
    />
  );
}
