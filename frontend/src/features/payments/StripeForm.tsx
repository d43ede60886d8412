import { Button, useComputedColorScheme } from '@mantine/core';
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Appearance, PaymentIntent } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { IconLock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Payment } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useLanguage, useMessages } from '@/lib/messages/context';
import { usePaymentMessages } from '@/lib/messages/payment';
import { Card } from '@/ui/Card';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './StripeForm.module.css';

interface StripeFormProps {
  payment: Payment;
  onAnswer: (payment: Payment) => void;
}

/** Stripe's own form, in frames of its own: card numbers never come near this page or our server. */
export default function StripeForm({ payment, onAnswer }: StripeFormProps) {
  const t = usePaymentMessages();
  const language = useLanguage();
  const scheme = useComputedColorScheme();
  const { publishableKey, clientSecret } = payment;
  const stripe = useMemo(() => publishableKey && loadStripe(publishableKey).catch(() => null), [publishableKey]);
  const appearance = useMemo(() => appearanceOf(scheme), [scheme]);
  if (!stripe || !clientSecret) return <Notice tone="bad">{t.stripeFailed}</Notice>;
  return (
    <Card title={t.form}>
      <Elements stripe={stripe} options={{ clientSecret, appearance, locale: language }}>
        <Fields payment={payment} onAnswer={onAnswer} />
      </Elements>
    </Card>
  );
}

function Fields({ payment, onAnswer }: StripeFormProps) {
  const t = usePaymentMessages();
  const messages = useMessages();
  const format = useFormat();
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(payment.failure?.message ?? null);

  async function pay(event: React.FormEvent) {
    event.preventDefault();
    if (!stripe || !elements || busy) return;
    setBusy(true);
    setProblem(null);
    // A bank that wants a page of its own sends one back here; the payment goes on from its state.
    const confirmParams = { return_url: window.location.href };
    const { error, paymentIntent } = await stripe.confirmPayment({ elements, confirmParams, redirect: 'if_required' });
    setBusy(false);
    if (error) setProblem(error.message ?? messages.errors.unknown);
    else onAnswer({ ...payment, status: statusOf(paymentIntent) });
  }

  if (failed) return <Notice tone="bad">{t.stripeFailed}</Notice>;
  return (
    <form className={classes.form} aria-label={t.form} onSubmit={(event) => void pay(event)}>
      {!ready && <SkeletonRows count={2} />}
      <PaymentElement onReady={() => setReady(true)} onLoadError={() => setFailed(true)} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Button type="submit" size="md" fullWidth loading={busy} disabled={!ready}>
        {t.pay(format.money(payment.amount, payment.currency))}
      </Button>
      <p className={classes.note}>
        <IconLock size={15} stroke={1.75} aria-hidden="true" />
        {t.stripe}
      </p>
    </form>
  );
}

const KNOWN: Payment['status'][] = [
  'requires_payment_method',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
];

/** Stripe's word for it; what we have none for is still under way. */
function statusOf({ status }: PaymentIntent): Payment['status'] {
  return KNOWN.find((known) => known === status) ?? 'processing';
}

/** The look of Stripe's fields, from the tokens of the theme. */
function appearanceOf(scheme: 'light' | 'dark'): Appearance {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  return {
    theme: scheme === 'dark' ? 'night' : 'stripe',
    variables: {
      colorPrimary: token('--primary'),
      colorBackground: token('--surface'),
      colorText: token('--text'),
      colorTextSecondary: token('--text-2'),
      colorDanger: token('--danger'),
      borderRadius: token('--r-s'),
      fontFamily: 'system-ui, sans-serif',
      fontSizeBase: '14px',
    },
  };
}
