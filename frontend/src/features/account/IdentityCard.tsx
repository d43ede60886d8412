import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form, FormActions } from '@/features/forms/Form';
import { nameField } from '@/features/forms/schemas';
import { useCurrentUser } from '@/features/session/context';
import { currentUserQuery } from '@/features/session/queries';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { Card } from '@/ui/Card';
import { Picture } from './Picture';
import classes from './IdentityCard.module.css';

interface NameValues {
  firstName: string;
  lastName: string;
}

/** What others know one by: picture and name. */
export function IdentityCard() {
  const t = useSettingsMessages();
  return (
    <Card title={t.identity.title} sub={t.identity.sub}>
      <div className={classes.parts}>
        <Picture />
        <NameForm />
      </div>
    </Card>
  );
}

function NameForm() {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const save = useSaveName(user.id);
  const form = useForm<NameValues>({
    resolver: zodResolver(z.object({ firstName: nameField(messages), lastName: nameField(messages) })),
    defaultValues: { firstName: user.firstName ?? '', lastName: user.lastName ?? '' },
  });
  const { errors, isSubmitting, isDirty } = form.formState;

  async function submit(values: NameValues) {
    try {
      await save.mutateAsync(values);
      form.reset(values);
      showDone(t.identity.nameSaved);
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.identity.title}>
      <FieldRow>
        <TextInput
          label={messages.auth.firstName}
          autoComplete="given-name"
          error={errors.firstName?.message}
          {...form.register('firstName')}
        />
        <TextInput
          label={messages.auth.lastName}
          autoComplete="family-name"
          error={errors.lastName?.message}
          {...form.register('lastName')}
        />
      </FieldRow>
      <FormActions>
        <Button type="submit" loading={isSubmitting} disabled={!isDirty}>
          {messages.common.save}
        </Button>
      </FormActions>
    </Form>
  );
}

function useSaveName(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NameValues) => api.patch('/users/{id}', { path: { id: userId }, body }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: currentUserQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['users', userId] }),
      ]),
  });
}
