import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { Order } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useMessages } from '@/lib/messages/context';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { useFulfilOrder } from './mutations';

interface FulfilDialogProps {
  opened: boolean;
  order: Order;
  onClose: () => void;
}

/** Marks an order as on its way. */
export default function FulfilDialog({ opened, order, onClose }: FulfilDialogProps) {
  const t = useAllOrdersMessages().fulfil;
  return (
    <Dialog opened={opened} title={t.title(order.number)} sub={t.sub} onClose={onClose}>
      <FulfilForm order={order} onDone={onClose} />
    </Dialog>
  );
}

function FulfilForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const t = useAllOrdersMessages().fulfil;
  const messages = useMessages();
  const fulfil = useFulfilOrder();
  const form = useForm({
    resolver: zodResolver(z.object({ tracking: z.string().check(z.trim()) })),
    defaultValues: { tracking: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ tracking }: { tracking: string }) {
    try {
      await fulfil.mutateAsync({ id: order.id, tracking });
      showDone(t.done(order.number));
      onDone();
    } catch (error) {
      applyError(error, form, ['tracking'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.title(order.number)}>
      <TextInput
        label={t.tracking}
        description={t.trackingHint}
        data-autofocus
        autoComplete="off"
        error={errors.tracking?.message}
        {...form.register('tracking')}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
