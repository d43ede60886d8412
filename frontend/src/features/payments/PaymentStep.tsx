import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Payment } from '@/api/types';
import { usePaymentMessages } from '@/lib/messages/payment';
import { Card } from '@/ui/Card';
import { Later } from '@/ui/Later';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import type { CardValues } from './cardSchema';
import { paymentQuery } from './queries';
import { SandboxForm } from './SandboxForm';
import classes from './PaymentStep.module.css';

// Stripe's code comes to those alone who pay with it, and the bank's question to those whom it is put.
const StripeForm = lazy(() => import('./StripeForm'));
const ChallengeDialog = lazy(() => import('./ChallengeDialog'));

interface PaymentStepProps {
  /** As it was when it was begun; the step follows what becomes of it. */
  payment: Payment;
  /** The money has come. Called once. */
  onSettled: (payment: Payment) => void;
}

/** Pays an open payment: asks for a card, has the bank ask, waits for it, and tells when it is done. */
export function PaymentStep({ payment: begun, onSettled }: PaymentStepProps) {
  const t = usePaymentMessages();
  const { payment, say } = useFollowed(begun);
  const { status, provider } = payment;
  const [typed, setTyped] = useState<CardValues | null>(null);
  const told = useRef(false);

  useEffect(() => {
    if (status !== 'succeeded' || told.current) return;
    told.current = true;
    onSettled(payment);
  }, [status, payment, onSettled]);

  if (status === 'succeeded') return <Notice tone="good">{t.paid}</Notice>;
  if (status === 'canceled') return <Notice tone="info">{t.canceled}</Notice>;
  if (status === 'processing') return <Processing />;
  if (provider === 'stripe') {
    return (
      <Suspense fallback={<SkeletonRows count={3} />}>
        <StripeForm payment={payment} onAnswer={say} />
      </Suspense>
    );
  }
  if (status === 'requires_action') return <Challenge payment={payment} onAnswer={say} />;
  return (
    <SandboxForm
      payment={payment}
      typed={typed}
      onAnswer={(answer, values) => {
        setTyped(values);
        say(answer);
      }}
    />
  );
}

/** A payment, and how its form says what the provider has just answered. */
function useFollowed(begun: Payment) {
  const { data } = useQuery({ ...paymentQuery(begun.id), initialData: begun });
  const [said, setSaid] = useState<Payment | null>(null);
  // The provider answers its form before our server has heard of it: as long as it has not, the answer counts.
  const payment = said && said.updatedAt >= data.updatedAt ? said : data;
  return { payment, say: setSaid };
}

function Processing() {
  const t = usePaymentMessages();
  return (
    <Card>
      <div className={classes.processing} role="status">
        <Loader size={22} color="var(--primary)" />
        <div>
          <p className={classes.title}>{t.processing}</p>
          <p className={classes.text}>{t.processingText}</p>
        </div>
      </div>
    </Card>
  );
}

interface ChallengeProps {
  payment: Payment;
  onAnswer: (payment: Payment) => void;
}

/** The bank waits for an answer. Its question can be put off, and comes back. */
function Challenge({ payment, onAnswer }: ChallengeProps) {
  const t = usePaymentMessages().challenge;
  const [asking, setAsking] = useState(true);
  return (
    <Card>
      <div className={classes.challenge}>
        <p className={classes.text}>{t.waiting}</p>
        <Button onClick={() => setAsking(true)}>{t.answer}</Button>
      </div>
      <Later when={asking}>
        <ChallengeDialog payment={payment} opened={asking} onAnswer={onAnswer} onClose={() => setAsking(false)} />
      </Later>
    </Card>
  );
}
