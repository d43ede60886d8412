import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { applyError } from '@/features/forms/applyError';
import { Form, FormActions } from '@/features/forms/Form';
import { emailField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';

interface ForgotPasswordFormProps {
  onSent: (email: string) => void;
}

/** Asks for a link to a new password. The answer is the same whether or not there is such an account. */
export function ForgotPasswordForm({ onSent }: ForgotPasswordFormProps) {
  const t = useMessages();
  const form = useForm<{ email: string }>({
    resolver: zodResolver(z.object({ email: emailField(t) })),
    defaultValues: { email: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(values: { email: string }) {
    try {
      await api.post('/auth/forgot-password', { body: values });
      onSent(values.email);
    } catch (error) {
      applyError(error, form, ['email'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.auth.forgot.submit}>
      <TextInput
        label={t.auth.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <FormActions>
        <Button type="submit" size="md" fullWidth loading={isSubmitting}>
          {t.auth.forgot.submit}
        </Button>
      </FormActions>
    </Form>
  );
}
