import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { Order } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { difference } from '@/lib/money';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useCancelOrder } from './mutations';

interface CancelDialogProps {
  opened: boolean;
  order: Order;
  onClose: () => void;
}

/** Cancels an order, and says before what that brings with it. */
export default function CancelDialog({ opened, order, onClose }: CancelDialogProps) {
  const t = useAllOrdersMessages().cancel;
  return (
    <Dialog opened={opened} title={t.title(order.number)} onClose={onClose}>
      <CancelForm order={order} onDone={onClose} />
    </Dialog>
  );
}

function CancelForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const t = useAllOrdersMessages().cancel;
  const messages = useMessages();
  const format = useFormat();
  const cancel = useCancelOrder();
  const form = useForm({
    resolver: zodResolver(z.object({ reason: z.string().check(z.trim()) })),
    defaultValues: { reason: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const { id, number, status, total, refunded, currency } = order;
  const isPaid = status === 'paid';

  async function submit({ reason }: { reason: string }) {
    try {
      await cancel.mutateAsync({ id, reason });
      showDone(t.done(number));
      onDone();
    } catch (error) {
      applyError(error, form, ['reason'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.title(number)}>
      <Notice tone="info">
        {isPaid ? t.paid(format.money(difference(total, [refunded], currency), currency)) : t.pending} {t.irreversible}
      </Notice>
      <TextInput
        label={t.reason}
        description={t.reasonHint}
        data-autofocus
        autoComplete="off"
        error={errors.reason?.message}
        {...form.register('reason')}
      />
      <DialogActions>
        <Button variant="default" onClick={onDone}>
          {t.keep}
        </Button>
        <Button type="submit" color="danger" loading={isSubmitting}>
          {isPaid ? t.submitRefund : t.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
