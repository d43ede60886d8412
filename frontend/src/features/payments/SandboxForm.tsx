import { Button } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { IconFlask } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { ApiError } from '@/api/errors';
import type { Payment } from '@/api/types';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { usePaymentMessages } from '@/lib/messages/payment';
import { Card } from '@/ui/Card';
import { BrandMark } from './BrandMark';
import { brandOf, digitsOf, failureOf, groupedExpiry, groupedNumber } from './cards';
import { cardSchema, type CardValues } from './cardSchema';
import { GroupedInput } from './GroupedInput';
import { useSandbox } from './queries';
import { TestCards } from './TestCards';
import classes from './SandboxForm.module.css';

interface SandboxFormProps {
  payment: Payment;
  /** What was typed before the form made room for the bank's question. */
  typed: CardValues | null;
  onAnswer: (payment: Payment, typed: CardValues) => void;
}

/** The card form of the sandbox, which takes no money. What was typed stays when a card is declined. */
export function SandboxForm({ payment, typed, onAnswer }: SandboxFormProps) {
  const t = usePaymentMessages();
  const messages = useMessages();
  const format = useFormat();
  const { confirm } = useSandbox(payment.id);
  const form = useForm<CardValues>({
    resolver: zodResolver(cardSchema(messages, t)),
    defaultValues: typed ?? { card: '', expiry: '', cvc: '' },
  });
  const { errors, isSubmitting } = form.formState;

  useEffect(() => {
    // One comes back from the bank's question, which was answered with no.
    if (typed) form.setFocus('card');
  }, [form, typed]);

  const brand = brandOf(useWatch({ control: form.control, name: 'card' }));

  async function submit(values: CardValues) {
    const { card, expiry, cvc } = values;
    try {
      onAnswer(await confirm.mutateAsync({ card: digitsOf(card), expiry, cvc }), values);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'PAYMENT_FAILED') decline(card, error);
      else applyError(error, form, ['card', 'expiry', 'cvc'], messages);
    }
  }

  function decline(card: string, error: ApiError) {
    const code = failureOf(card);
    const message = (code && t.failures[code]) ?? error.details[0]?.message ?? error.message;
    const field = code === 'incorrect_cvc' ? 'cvc' : 'card';
    form.setError(field, { type: 'api', message }, { shouldFocus: true });
  }

  function fillIn(card: string) {
    const goodUntil = `12/${String(new Date().getFullYear() + 4).slice(2)}`;
    form.reset({ card: groupedNumber(card), expiry: goodUntil, cvc: '123' });
  }

  const before = payment.failure && !form.formState.isSubmitted ? payment.failure : null;
  const failedBefore = before ? (t.failures[before.code] ?? before.message) : undefined;
  return (
    <Card title={t.form} aside={<BrandMark brand={brand} />}>
      <Form form={form} onSubmit={submit} label={t.form}>
        <Controller
          control={form.control}
          name="card"
          render={({ field }) => (
            <GroupedInput
              {...field}
              label={t.number}
              // Real cards have no business in a sandbox, so the browser does not offer them.
              autoComplete="off"
              grouped={groupedNumber}
              maxLength={23}
              error={errors.card?.message ?? failedBefore}
            />
          )}
        />
        <div className={classes.pair}>
          <Controller
            control={form.control}
            name="expiry"
            render={({ field }) => (
              <GroupedInput
                {...field}
                label={t.expiry}
                placeholder={t.expiryHint}
                autoComplete="off"
                grouped={groupedExpiry}
                maxLength={5}
                error={errors.expiry?.message}
              />
            )}
          />
          <Controller
            control={form.control}
            name="cvc"
            render={({ field }) => (
              <GroupedInput
                {...field}
                label={t.cvc}
                autoComplete="off"
                grouped={(text) => digitsOf(text).slice(0, 4)}
                maxLength={4}
                error={errors.cvc?.message}
              />
            )}
          />
        </div>
        <Button type="submit" size="md" fullWidth loading={isSubmitting}>
          {t.pay(format.money(payment.amount, payment.currency))}
        </Button>
      </Form>
      <section className={classes.sandbox} aria-labelledby="sandbox-title">
        <h3 id="sandbox-title" className={classes.title}>
          <IconFlask size={17} stroke={1.75} aria-hidden="true" />
          {t.sandboxTitle}
        </h3>
        <p className={classes.text}>{t.sandbox}</p>
        <TestCards onChoose={fillIn} />
      </section>
    </Card>
  );
}
