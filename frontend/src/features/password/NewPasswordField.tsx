import { PasswordInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useMessages } from '@/lib/messages/context';
import { PasswordRules } from './PasswordRules';

interface NewPasswordFieldProps {
  label: string;
  /** What the form's `register` gave for this field. */
  field: UseFormRegisterReturn;
  /** What is typed at the moment. */
  value: string;
  error?: string;
}

/** A field for a password that is being made, with its rules below. */
export function NewPasswordField({ label, field, value, error }: NewPasswordFieldProps) {
  const t = useMessages();
  return (
    <PasswordInput
      label={label}
      autoComplete="new-password"
      error={error}
      description={<PasswordRules password={value} />}
      descriptionProps={{ component: 'div' }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      visibilityToggleButtonProps={{ 'aria-label': t.auth.showPassword }}
      {...field}
    />
  );
}
