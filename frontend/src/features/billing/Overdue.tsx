import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Subscription } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Notice } from '@/ui/Notice';
import classes from './Overdue.module.css';
import type { useReplacingCard } from './useReplacingCard';

interface OverdueProps {
  subscription: Subscription;
  replacing: ReturnType<typeof useReplacingCard>;
}

/** What to do about a payment that is missing: the first, or one that was declined. Nothing when none is. */
export function Overdue({ subscription, replacing }: OverdueProps) {
  const { overdue, incomplete } = useBillingMessages();
  const format = useFormat();
  const { status, plan, card, nextAttemptAt, openInvoiceId } = subscription;
  if (status !== 'past_due' && status !== 'incomplete') return null;
  const first = status === 'incomplete';
  return (
    <div className={classes.place}>
      <Notice tone={first ? 'info' : 'bad'}>
        <p className={classes.title}>{first ? incomplete.title(plan.name) : overdue.title}</p>
        <p>{text()}</p>
        <div className={classes.actions}>
          {openInvoiceId && (
            <Button component={Link} to={`/billing/invoices/${openInvoiceId}?pay`}>
              {first ? incomplete.pay : overdue.pay}
            </Button>
          )}
          {!first && (
            <Button variant="default" loading={replacing.busy} onClick={replacing.begin}>
              {overdue.replace}
            </Button>
          )}
        </div>
      </Notice>
    </div>
  );

  function text(): string {
    if (first) return incomplete.text;
    if (!card) return overdue.noCard;
    return nextAttemptAt ? overdue.text(format.date(nextAttemptAt)) : overdue.lastText;
  }
}
