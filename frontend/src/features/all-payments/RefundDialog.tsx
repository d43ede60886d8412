import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import type { Payment } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { isAmount, plainAmount } from '@/lib/currencies';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { isZero, toMajor, toMinor } from '@/lib/money';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { leftOf } from './leftOf';
import { useRefund } from './mutations';
import classes from './RefundDialog.module.css';

interface RefundDialogProps {
  opened: boolean;
  payment: Payment;
  onClose: () => void;
}

/** Pays a payment back, in whole or in part. */
export default function RefundDialog({ opened, payment, onClose }: RefundDialogProps) {
  const t = useAllPaymentsMessages().refund;
  const format = useFormat();
  return (
    <Dialog
      opened={opened}
      title={t.title}
      sub={t.sub(format.money(leftOf(payment), payment.currency))}
      onClose={onClose}
    >
      <RefundForm payment={payment} onDone={onClose} />
    </Dialog>
  );
}

function RefundForm({ payment, onDone }: { payment: Payment; onDone: () => void }) {
  const t = useAllPaymentsMessages().refund;
  const messages = useMessages();
  const format = useFormat();
  const refund = useRefund(payment.id);
  const { currency } = payment;
  const left = leftOf(payment);
  const money = (amount: string) => format.money(amount, currency);
  const form = useForm({
    resolver: zodResolver(
      z.object({
        amount: z.string().check(
          z.overwrite(plainAmount),
          z.minLength(1, messages.validation.required),
          z.refine((amount) => isAmount(amount, currency), { error: t.notAmount(currency), abort: true }),
          z.refine((amount) => !isZero(amount), t.nothing),
          z.refine((amount) => toMinor(amount, currency) <= toMinor(left, currency), t.tooMuch(money(left))),
        ),
        reason: z.string().check(z.trim()),
      }),
    ),
    defaultValues: { amount: '', reason: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const typed = plainAmount(useWatch({ control: form.control, name: 'amount' }));

  async function submit({ amount, reason }: { amount: string; reason: string }) {
    const whole = toMajor(toMinor(amount, currency), currency);
    try {
      await refund.mutateAsync({ amount: whole, reason });
      showDone(t.done(money(whole)));
      onDone();
    } catch (error) {
      applyError(error, form, ['amount', 'reason'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.title}>
      <div className={classes.amount}>
        <TextInput
          label={t.amount}
          description={t.left(money(left))}
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
          rightSection={<span className="mono">{currency}</span>}
          rightSectionWidth={52}
          error={errors.amount?.message}
          {...form.register('amount')}
        />
        <Button
          variant="default"
          className={classes.all}
          onClick={() => form.setValue('amount', left, { shouldValidate: form.formState.isSubmitted })}
        >
          {t.all}
        </Button>
      </div>
      <TextInput
        label={t.reason}
        description={t.reasonHint}
        autoComplete="off"
        error={errors.reason?.message}
        {...form.register('reason')}
      />
      <DialogActions>
        <Button variant="default" onClick={onDone}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" color="danger" loading={isSubmitting}>
          {isAmount(typed, currency) && !isZero(typed) ? t.submit(money(typed)) : t.submitPlain}
        </Button>
      </DialogActions>
    </Form>
  );
}
