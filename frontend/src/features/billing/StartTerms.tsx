import { useState } from 'react';
import type { Plan } from '@/api/types';
import { usePrice } from '@/features/plans/usePrice';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { usePlansMessages } from '@/lib/messages/plans';
import classes from './StartTerms.module.css';
import { addDays } from './states';

/** How many days before its end a trial is reminded of. */
const REMINDER_DAYS = 3;

/** What is to be paid, and when. */
export function StartTerms({ plan, trialDays }: { plan: Plan; trialDays: number }) {
  const t = useBillingMessages().start;
  const plans = usePlansMessages();
  const format = useFormat();
  const price = usePrice();
  const [today] = useState(() => new Date().toISOString());
  const { currency, interval } = plan;
  const regular = plans.price(price(plan.price, currency), interval);
  const end = addDays(today, trialDays);
  if (trialDays === 0) {
    return (
      <ol className={classes.steps}>
        <Step when={t.today} what={`${regular}, ${plans.beforeTax}`} text={t.renews} />
      </ol>
    );
  }
  return (
    <ol className={classes.steps}>
      <Step when={t.today} what={t.nothing(price('0', currency))} text={plans.trialNote(trialDays)} />
      {trialDays > REMINDER_DAYS && (
        <Step when={t.later(format.date(addDays(end, -REMINDER_DAYS)))} what={t.remind} text={t.reminder} />
      )}
      <Step when={t.later(format.date(end))} what={`${regular}, ${plans.beforeTax}`} text={t.renews} />
    </ol>
  );
}

function Step({ when, what, text }: { when: string; what: string; text: string }) {
  return (
    <li className={classes.step}>
      <p className={classes.when}>{when}</p>
      <p className={classes.what}>{what}</p>
      <p className={classes.text}>{text}</p>
    </li>
  );
}
