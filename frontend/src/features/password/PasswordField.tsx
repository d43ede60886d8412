import { PasswordInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useMessages } from '@/lib/messages/context';

interface PasswordFieldProps {
  label: string;
  /** What the form's `register` gave for this field. */
  field: UseFormRegisterReturn;
  error?: string;
  /** In a dialog: where it begins. */
  first?: boolean;
}

/** A field for a password that exists already. */
export function PasswordField({ label, field, error, first }: PasswordFieldProps) {
  const t = useMessages();
  return (
    <PasswordInput
      label={label}
      autoComplete="current-password"
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': t.auth.showPassword }}
      data-autofocus={first || undefined}
      {...field}
    />
  );
}
