import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { api } from '@/api/client';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form, FormActions } from '@/features/forms/Form';
import { emailField, nameField, newPasswordField } from '@/features/forms/schemas';
import { NewPasswordField } from '@/features/password/NewPasswordField';
import { useSession } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';

interface RegisterValues {
  firstName: string;
  lastName: string;
  email: string;
  password: string;
}

interface RegisterFormProps {
  /** Called when the server wants the address confirmed before it says more. */
  onCheckMail: (email: string) => void;
}

/** Makes an account and signs it in. */
export function RegisterForm({ onCheckMail }: RegisterFormProps) {
  const t = useMessages();
  const session = useSession();
  const [search] = useSearchParams();
  const form = useForm<RegisterValues>({
    resolver: zodResolver(
      z.object({
        firstName: nameField(t),
        lastName: nameField(t),
        email: emailField(t),
        password: newPasswordField(t),
      }),
    ),
    defaultValues: { firstName: '', lastName: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const password = useWatch({ control: form.control, name: 'password' });

  async function submit(values: RegisterValues) {
    try {
      // Whoever comes from an invitation joins its team with the registration.
      const invitationToken = search.get('invitation');
      const body = invitationToken ? { ...values, invitationToken } : values;
      const registration = await api.post('/auth/register', { body });
      if (registration?.accessToken) session.begin(registration.accessToken);
      else onCheckMail(values.email);
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName', 'email', 'password'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.auth.register.submit}>
      <FieldRow>
        <TextInput
          label={t.auth.firstName}
          autoComplete="given-name"
          error={errors.firstName?.message}
          {...form.register('firstName')}
        />
        <TextInput
          label={t.auth.lastName}
          autoComplete="family-name"
          error={errors.lastName?.message}
          {...form.register('lastName')}
        />
      </FieldRow>
      <TextInput
        label={t.auth.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <NewPasswordField
        label={t.auth.password}
        field={form.register('password')}
        value={password}
        error={errors.password?.message}
      />
      <FormActions>
        <Button type="submit" size="md" fullWidth loading={isSubmitting}>
          {t.auth.register.submit}
        </Button>
      </FormActions>
    </Form>
  );
}
