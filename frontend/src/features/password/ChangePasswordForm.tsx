import { Button } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { api } from '@/api/client';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { knownPasswordField, newPasswordField } from '@/features/forms/schemas';
import { useCurrentUser } from '@/features/session/context';
import { sessionsQuery } from '@/features/sessions/queries';
import { useMemberMessages } from '@/lib/messages/member';
import { z } from '@/lib/zod';
import { DialogActions } from '@/ui/Dialog';
import { NewPasswordField } from './NewPasswordField';
import { PasswordField } from './PasswordField';

interface ChangePasswordValues {
  currentPassword: string;
  newPassword: string;
}

interface ChangePasswordFormProps {
  /** Called when it is changed, or when the person would rather keep the old one. */
  onDone: () => void;
}

/** Replaces one's own password. The server ends all other sessions. */
export function ChangePasswordForm({ onDone }: ChangePasswordFormProps) {
  const t = useMemberMessages();
  const user = useCurrentUser();
  const queries = useQueryClient();
  const form = useForm<ChangePasswordValues>({
    resolver: zodResolver(
      z.object({ currentPassword: knownPasswordField(t), newPassword: newPasswordField(t) }).check(
        z.refine((values) => values.currentPassword !== values.newPassword, {
          path: ['newPassword'],
          error: t.validation.samePassword,
        }),
      ),
    ),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });

  async function submit(values: ChangePasswordValues) {
    try {
      await api.post('/auth/change-password', { body: values });
      showDone(t.security.changed);
      onDone();
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    } catch (error) {
      applyError(error, form, ['currentPassword', 'newPassword'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.security.passwordTitle}>
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        label={t.auth.currentPassword}
        field={form.register('currentPassword')}
        error={errors.currentPassword?.message}
        first
      />
      <NewPasswordField
        label={t.auth.newPassword}
        field={form.register('newPassword')}
        value={newPassword}
        error={errors.newPassword?.message}
      />
      <DialogActions>
        <Button variant="default" onClick={onDone}>
          {t.common.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting}>
          {t.security.changePassword}
        </Button>
      </DialogActions>
    </Form>
  );
}
