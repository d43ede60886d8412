import { Button } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { api } from '@/api/client';
import { ApiError } from '@/api/errors';
import { applyError } from '@/features/forms/applyError';
import { Form, FormActions } from '@/features/forms/Form';
import { newPasswordField } from '@/features/forms/schemas';
import { NewPasswordField } from '@/features/password/NewPasswordField';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';

interface ResetPasswordFormProps {
  token: string;
  onDone: () => void;
  /** Called when the link has been used, has expired or was never one. */
  onInvalidToken: () => void;
}

/** Sets a new password by the token of a mailed link. */
export function ResetPasswordForm({ token, onDone, onInvalidToken }: ResetPasswordFormProps) {
  const t = useMessages();
  const form = useForm<{ newPassword: string }>({
    resolver: zodResolver(z.object({ newPassword: newPasswordField(t) })),
    defaultValues: { newPassword: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });

  async function submit(values: { newPassword: string }) {
    try {
      await api.post('/auth/reset-password', { body: { token, ...values } });
      onDone();
    } catch (error) {
      const tokenRefused = error instanceof ApiError && error.details.some(({ field }) => field === 'token');
      if (tokenRefused) onInvalidToken();
      else applyError(error, form, ['newPassword'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.auth.reset.submit}>
      <NewPasswordField
        label={t.auth.newPassword}
        field={form.register('newPassword')}
        value={newPassword}
        error={errors.newPassword?.message}
      />
      <FormActions>
        <Button type="submit" size="md" fullWidth loading={isSubmitting}>
          {t.auth.reset.submit}
        </Button>
      </FormActions>
    </Form>
  );
}
