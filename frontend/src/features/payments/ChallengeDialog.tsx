import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import type { Payment } from '@/api/types';
import { errorText } from '@/features/errors/errorText';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { usePaymentMessages } from '@/lib/messages/payment';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useSandbox } from './queries';
import classes from './ChallengeDialog.module.css';

interface ChallengeDialogProps {
  payment: Payment;
  opened: boolean;
  onAnswer: (payment: Payment) => void;
  onClose: () => void;
}

/** What one's bank asks before it pays (3-D Secure), as the sandbox plays it. */
export default function ChallengeDialog({ payment, opened, onAnswer, onClose }: ChallengeDialogProps) {
  const t = usePaymentMessages();
  const messages = useMessages();
  const format = useFormat();
  const { answer } = useSandbox(payment.id);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = (outcome: string) => answer.isPending && answer.variables === outcome;

  async function say(outcome: 'approved' | 'refused') {
    setProblem(null);
    try {
      onAnswer(await answer.mutateAsync(outcome));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'PAYMENT_FAILED') {
        const failure = { code: 'refused_by_owner', message: error.message };
        onAnswer({ ...payment, status: 'requires_payment_method', failure });
      } else {
        setProblem(errorText(error, messages));
      }
    }
  }

  return (
    <Dialog opened={opened} title={t.challenge.title} size="sm" onClose={onClose}>
      <p className={classes.question}>{t.challenge.text(format.money(payment.amount, payment.currency))}</p>
      <p className={classes.note}>{t.challenge.note}</p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogActions>
        <Button
          variant="default"
          loading={busy('refused')}
          disabled={busy('approved')}
          onClick={() => void say('refused')}
        >
          {t.challenge.refuse}
        </Button>
        <Button
          data-autofocus
          loading={busy('approved')}
          disabled={busy('refused')}
          onClick={() => void say('approved')}
        >
          {t.challenge.approve}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
