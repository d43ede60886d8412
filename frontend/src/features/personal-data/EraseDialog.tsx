import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { useErase } from './queries';

const GRACE_MS = 14 * 86_400_000;

interface EraseDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks for one's address, typed out, before an account is to be erased. */
export default function EraseDialog({ opened, onClose }: EraseDialogProps) {
  const t = useSettingsMessages();
  const format = useFormat();
  const [end] = useState(() => new Date(Date.now() + GRACE_MS).toISOString());
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t.data.eraseDialogTitle}
      sub={t.data.eraseDialogSub(format.date(end))}
    >
      <EraseForm onClose={onClose} />
    </Dialog>
  );
}

function EraseForm({ onClose }: { onClose: () => void }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const erase = useErase(user.id);
  const form = useForm<{ address: string }>({
    resolver: zodResolver(
      z.object({
        address: z.string().check(
          z.trim(),
          z.refine((address) => address.toLowerCase() === user.email.toLowerCase(), t.data.typeMismatch),
        ),
      }),
    ),
    defaultValues: { address: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit() {
    try {
      await erase.mutateAsync();
      onClose();
    } catch (error) {
      applyError(error, form, [], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.data.eraseDialogTitle}>
      <TextInput
        label={t.data.typeAddress(user.email)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.address?.message}
        data-autofocus
        {...form.register('address')}
      />
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" color="danger" loading={isSubmitting}>
          {t.data.eraseConfirm}
        </Button>
      </DialogActions>
    </Form>
  );
}
