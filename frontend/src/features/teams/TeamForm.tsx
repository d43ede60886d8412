import { Button, Textarea, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { z } from '@/lib/zod';
import { DialogActions } from '@/ui/Dialog';

export interface TeamValues {
  name: string;
  description: string;
}

interface TeamFormProps {
  values: TeamValues;
  /** What the button says. */
  action: string;
  /** Sends what was entered; what it throws is shown at the fields. */
  onSubmit: (values: TeamValues) => Promise<void>;
}

/** Name and purpose of a team. */
export function TeamForm({ values, action, onSubmit }: TeamFormProps) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const form = useForm<TeamValues>({
    resolver: zodResolver(
      z.object({
        name: z.string().check(
          z.trim(),
          z.minLength(1, t.validation.required),
          z.refine((name) => name.length >= 2 && name.length <= 80, teams.create.nameLength),
        ),
        description: z.string().check(z.trim(), z.maxLength(1000, teams.create.descriptionLength)),
      }),
    ),
    defaultValues: values,
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(entered: TeamValues) {
    try {
      await onSubmit(entered);
    } catch (error) {
      applyError(error, form, ['name', 'description'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={action}>
      <TextInput label={teams.create.name} data-autofocus error={errors.name?.message} {...form.register('name')} />
      <Textarea
        label={teams.create.description}
        description={teams.create.descriptionHint}
        rows={3}
        error={errors.description?.message}
        {...form.register('description')}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </Form>
  );
}
