import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { api } from '@/api/client';
import { applyError } from '@/features/forms/applyError';
import { Form, FormActions } from '@/features/forms/Form';
import { emailField, knownPasswordField } from '@/features/forms/schemas';
import { PasswordField } from '@/features/password/PasswordField';
import { useSession } from '@/features/session/context';
import type { Challenge } from '@/features/session/SecondFactor';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';
import classes from './LoginForm.module.css';

interface LoginValues {
  email: string;
  password: string;
}

interface LoginFormProps {
  /** Called when the server asks for a second factor as well. */
  onChallenge: (challenge: Challenge) => void;
}

/** Signs in. Where to go next is decided by `GuestOnly`, as soon as the session has begun. */
export function LoginForm({ onChallenge }: LoginFormProps) {
  const t = useMessages();
  const session = useSession();
  const form = useForm<LoginValues>({
    resolver: zodResolver(z.object({ email: emailField(t), password: knownPasswordField(t) })),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(values: LoginValues) {
    try {
      const answer = await api.post('/auth/login', { body: values });
      if ('mfaRequired' in answer) onChallenge(answer);
      else session.begin(answer.accessToken);
    } catch (error) {
      applyError(error, form, ['email', 'password'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.auth.login.submit}>
      <TextInput
        label={t.auth.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <div className={classes.password}>
        <PasswordField label={t.auth.password} field={form.register('password')} error={errors.password?.message} />
        <Link to="/forgot-password" className={`link ${classes.forgot}`}>
          {t.auth.login.forgot}
        </Link>
      </div>
      <FormActions>
        <Button type="submit" size="md" fullWidth loading={isSubmitting}>
          {t.auth.login.submit}
        </Button>
      </FormActions>
    </Form>
  );
}
