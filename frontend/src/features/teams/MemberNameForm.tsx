import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form } from '@/features/forms/Form';
import { nameField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import type { Named } from '@/lib/person';
import { z } from '@/lib/zod';
import { DialogActions } from '@/ui/Dialog';

interface MemberNameFormProps {
  userId: string;
  person: Named;
  onSaved: () => void;
}

interface NameValues {
  firstName: string;
  lastName: string;
}

/** How somebody is called, for those who may correct it. */
export function MemberNameForm({ userId, person, onSaved }: MemberNameFormProps) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const queries = useQueryClient();
  const form = useForm<NameValues>({
    resolver: zodResolver(z.object({ firstName: nameField(t), lastName: nameField(t) })),
    defaultValues: { firstName: person.firstName ?? '', lastName: person.lastName ?? '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(body: NameValues) {
    try {
      await api.patch('/users/{id}', { path: { id: userId }, body });
      await queries.invalidateQueries({ queryKey: ['users'] });
      showDone(teams.people.nameSaved);
      onSaved();
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={teams.people.nameTitle}>
      <FieldRow>
        <TextInput
          label={t.auth.firstName}
          autoComplete="off"
          data-autofocus
          error={errors.firstName?.message}
          {...form.register('firstName')}
        />
        <TextInput
          label={t.auth.lastName}
          autoComplete="off"
          error={errors.lastName?.message}
          {...form.register('lastName')}
        />
      </FieldRow>
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.common.save}
        </Button>
      </DialogActions>
    </Form>
  );
}
