import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { emailField } from '@/features/forms/schemas';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';

interface ChangeAddressDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks for a new address, to which a link is mailed. The old one stays until the link is followed. */
export default function ChangeAddressDialog({ opened, onClose }: ChangeAddressDialogProps) {
  const t = useSettingsMessages();
  const [sentTo, setSentTo] = useState<string | null>(null);

  function close() {
    onClose();
    setSentTo(null);
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={sentTo ? t.address.sentTitle : t.address.title}
      sub={sentTo ? undefined : t.address.sub}
    >
      {sentTo ? <Sent email={sentTo} onClose={close} /> : <AddressForm onSent={setSentTo} onClose={close} />}
    </Dialog>
  );
}

function Sent({ email, onClose }: { email: string; onClose: () => void }) {
  const t = useSettingsMessages();
  const user = useCurrentUser();
  return (
    <Stack>
      <Notice tone="good">{t.address.sent(email)}</Notice>
      <p>{t.address.told(user.email)}</p>
      <DialogActions>
        <Button onClick={onClose}>{t.address.understood}</Button>
      </DialogActions>
    </Stack>
  );
}

interface AddressFormProps {
  onSent: (email: string) => void;
  onClose: () => void;
}

function AddressForm({ onSent, onClose }: AddressFormProps) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const form = useForm<{ email: string }>({
    resolver: zodResolver(
      z.object({
        email: emailField(messages).check(
          z.refine((email) => email.toLowerCase() !== user.email.toLowerCase(), t.address.same),
        ),
      }),
    ),
    defaultValues: { email: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ email }: { email: string }) {
    try {
      await api.patch('/users/{id}', { path: { id: user.id }, body: { email } });
      onSent(email);
    } catch (error) {
      applyError(error, form, ['email'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.address.title}>
      <TextInput
        label={t.address.field}
        type="email"
        autoComplete="email"
        inputMode="email"
        error={errors.email?.message}
        data-autofocus
        {...form.register('email')}
      />
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting}>
          {t.address.send}
        </Button>
      </DialogActions>
    </Form>
  );
}
