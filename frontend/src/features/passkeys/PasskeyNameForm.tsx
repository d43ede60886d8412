import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { DialogActions } from '@/ui/Dialog';

interface PasskeyNameFormProps {
  label: string;
  submit: string;
  /** The name to begin with. */
  name: string;
  hint?: string;
  onSave: (name: string) => Promise<void>;
  onCancel: () => void;
  /** Says in words what the browser, not the server, objects to. */
  problem?: (error: unknown) => string | null;
}

/** A passkey's name. */
export function PasskeyNameForm(props: PasskeyNameFormProps) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const form = useForm<{ name: string }>({
    resolver: zodResolver(
      z.object({
        name: z
          .string()
          .check(z.trim(), z.minLength(1, messages.validation.required), z.maxLength(50, t.passkeys.nameLength)),
      }),
    ),
    defaultValues: { name: props.name },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ name }: { name: string }) {
    try {
      await props.onSave(name);
    } catch (error) {
      const message = props.problem?.(error);
      if (message) form.setError('root.api', { message });
      else applyError(error, form, ['name'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={props.label}>
      <TextInput
        label={t.passkeys.name}
        description={props.hint}
        error={errors.name?.message}
        data-autofocus
        {...form.register('name')}
      />
      <DialogActions>
        <Button variant="default" onClick={props.onCancel}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting}>
          {props.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
