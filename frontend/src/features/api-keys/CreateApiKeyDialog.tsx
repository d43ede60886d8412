import { Button, Select, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { LoadError } from '@/features/errors/LoadError';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form } from '@/features/forms/Form';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { SkeletonRows } from '@/ui/SkeletonRows';
import type { NewKey } from './NewApiKeyDialog';
import { rolesQuery, useCreateApiKey } from './queries';
import { ScopePicker } from './ScopePicker';

const EXPIRIES = ['7', '30', '90', '365', 'never'] as const;
const DAY_MS = 86_400_000;

interface KeyValues {
  name: string;
  expiry: (typeof EXPIRIES)[number];
  scopes: string[];
}

interface CreateApiKeyDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Called with the key, which is to be shown now or never. */
  onCreated: (made: NewKey) => void;
}

/** Asks what a new key is for, how long it holds, and what it may do. */
export default function CreateApiKeyDialog({ opened, ...rest }: CreateApiKeyDialogProps) {
  const t = useSettingsMessages();
  return (
    <Dialog opened={opened} onClose={rest.onClose} title={t.keys.createTitle} sub={t.keys.createSub} size="lg">
      <KeyForm {...rest} />
    </Dialog>
  );
}

function KeyForm({ onClose, onCreated }: Omit<CreateApiKeyDialogProps, 'opened'>) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const format = useFormat();
  const user = useCurrentUser();
  const create = useCreateApiKey();
  const roles = useQuery(rolesQuery);
  const form = useForm<KeyValues>({
    resolver: zodResolver(
      z.object({
        name: z
          .string()
          .check(z.trim(), z.minLength(1, messages.validation.required), z.maxLength(100, t.keys.nameLength)),
        expiry: z.custom<KeyValues['expiry']>(),
        scopes: z.array(z.string()).check(z.minLength(1, t.keys.choosePermission)),
      }),
    ),
    defaultValues: { name: '', expiry: '90', scopes: [] },
  });
  const { errors, isSubmitting } = form.formState;
  const grantable = roles.data?.permissions.filter((row) => row.grantable && row.roles.includes(user.role));

  async function submit({ name, expiry, scopes }: KeyValues) {
    try {
      const made = await create.mutateAsync({ name, scopes, expiresAt: endOf(expiry) });
      onCreated(made);
    } catch (error) {
      applyError(error, form, ['name', 'scopes'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.keys.createTitle}>
      <FieldRow>
        <TextInput
          label={t.keys.name}
          description={t.keys.nameHint}
          error={errors.name?.message}
          data-autofocus
          {...form.register('name')}
        />
        <Controller
          control={form.control}
          name="expiry"
          render={({ field }) => (
            <Select
              label={t.keys.expiry}
              description={
                field.value === 'never' ? t.keys.expiryNever : t.keys.expiryOn(format.date(endOf(field.value) ?? ''))
              }
              data={EXPIRIES.map((value) => ({ value, label: t.keys.expiries[value] }))}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              {...field}
              onChange={(value) => field.onChange(value ?? field.value)}
            />
          )}
        />
      </FieldRow>
      {roles.isPending && <SkeletonRows count={3} />}
      {roles.isError && <LoadError error={roles.error} onRetry={() => void roles.refetch()} />}
      {grantable && (
        <Controller
          control={form.control}
          name="scopes"
          render={({ field }) => (
            <ScopePicker
              permissions={grantable}
              value={field.value}
              onChange={field.onChange}
              error={errors.scopes?.message}
            />
          )}
        />
      )}
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting} disabled={!grantable}>
          {t.keys.make}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** When a key made now ends, in RFC 3339. */
function endOf(expiry: KeyValues['expiry']): string | null {
  return expiry === 'never' ? null : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString();
}
