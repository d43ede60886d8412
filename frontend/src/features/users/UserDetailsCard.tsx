import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import type { Person } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form, FormActions } from '@/features/forms/Form';
import { emailField, nameField } from '@/features/forms/schemas';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { z } from '@/lib/zod';
import { Card } from '@/ui/Card';
import { USERS_KEY } from './queries';

interface DetailsValues {
  firstName: string;
  lastName: string;
  email: string;
}

/** Name and address of a user, for those who may change them; the others read them. */
export default function UserDetailsCard({ user }: { user: Person }) {
  const t = useMessages();
  const users = useUsersMessages();
  const queries = useQueryClient();
  const editable = useMay()('users:update');
  const form = useForm<DetailsValues>({
    resolver: zodResolver(z.object({ firstName: nameField(t), lastName: nameField(t), email: emailField(t) })),
    values: { firstName: user.firstName ?? '', lastName: user.lastName ?? '', email: user.email },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isSubmitting, isDirty } = form.formState;

  async function submit({ email, ...names }: DetailsValues) {
    try {
      // The address is sent only when it is another: sending it asks for a confirmation.
      const body = email === user.email ? names : { ...names, email };
      await api.patch('/users/{id}', { path: { id: user.id }, body });
      form.reset({ ...names, email: user.email });
      await queries.invalidateQueries({ queryKey: USERS_KEY });
      showDone(email === user.email ? users.page.saved : users.page.addressAsked(email));
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName', 'email'], t);
    }
  }

  return (
    <Card title={users.page.details} sub={editable ? users.page.detailsSub : users.page.detailsReadOnly}>
      <Form form={form} onSubmit={submit} label={users.page.details}>
        <FieldRow>
          <TextInput
            label={t.auth.firstName}
            autoComplete="off"
            readOnly={!editable}
            error={errors.firstName?.message}
            {...form.register('firstName')}
          />
          <TextInput
            label={t.auth.lastName}
            autoComplete="off"
            readOnly={!editable}
            error={errors.lastName?.message}
            {...form.register('lastName')}
          />
        </FieldRow>
        <TextInput
          label={t.auth.email}
          type="email"
          inputMode="email"
          autoComplete="off"
          readOnly={!editable}
          error={errors.email?.message}
          {...form.register('email')}
        />
        {editable && (
          <FormActions>
            <Button type="submit" loading={isSubmitting} disabled={!isDirty}>
              {t.common.save}
            </Button>
          </FormActions>
        )}
      </Form>
    </Card>
  );
}
