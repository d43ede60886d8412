import { useState } from 'react';
import type { Subscription } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Meter } from '@/ui/Meter';
import { daysUntil, shareOf } from './states';
import classes from './TrialMeter.module.css';

/** How much of the trial is left, and what it takes to go on. */
export function TrialMeter({ subscription }: { subscription: Subscription }) {
  const t = useBillingMessages().plan;
  const format = useFormat();
  const [now] = useState(() => new Date());
  const { card, currentPeriodStart, currentPeriodEnd } = subscription;
  const end = subscription.trialEndsAt ?? currentPeriodEnd;
  return (
    <div className={classes.trial}>
      <p className={classes.left}>{t.trialLeft(daysUntil(end, now))}</p>
      <Meter value={shareOf(currentPeriodStart, end, now)} label={t.trialMeter} />
      {!card && <p className={classes.note}>{t.trialNoCard(format.date(end))}</p>}
    </div>
  );
}
