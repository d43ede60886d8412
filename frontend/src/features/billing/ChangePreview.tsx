import { useState } from 'react';
import type { Plan, PlanChange, Subscription } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { difference, isZero } from '@/lib/money';
import classes from './ChangePreview.module.css';
import { Sums, type Sum } from './Sums';

/** Clocks differ a little, in milliseconds. */
const ABOUT_NOW_MS = 60_000;

interface ChangePreviewProps {
  change: PlanChange;
  from: Subscription;
  to: Plan;
}

/** What a change of plan costs: what is given back, what is charged, and what is left to pay. */
export function ChangePreview({ change, from, to }: ChangePreviewProps) {
  const t = useBillingMessages().change;
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const { credit, charge, total, currency, effectiveAt } = change;
  const money = (amount: string) => format.money(amount, currency);
  // What comes back may be more than what is charged; then it is kept, and nothing is to be paid.
  const net = difference(charge, [credit], currency);
  const kept = net.startsWith('-');
  // What is too little to be charged is on the next invoice, and so is the tax on it.
  const carried = !kept && !isZero(net) && isZero(total);
  const tax = kept || carried ? '0' : difference(total, [net], currency);
  const sums: Sum[] = [
    { label: t.credit(from.plan.name), amount: money(difference('0', [credit], currency)), none: isZero(credit) },
    { label: to.interval === from.plan.interval ? t.chargeRest(to.name) : t.charge(to.name), amount: money(charge) },
    { label: t.tax, amount: money(tax), none: isZero(tax) },
  ];
  const rest = kept
    ? { label: t.kept, amount: money(net.slice(1)) }
    : carried
      ? { label: t.carried, amount: money(net) }
      : { label: t.today, amount: money(total) };
  const soon = new Date(effectiveAt).getTime() <= now + ABOUT_NOW_MS;
  return (
    <div className={classes.preview}>
      {from.status === 'trialing' && isZero(total) ? (
        <p>{t.trial}</p>
      ) : (
        <Sums sums={sums.filter(({ none }) => !none)} total={rest} />
      )}
      <p className={classes.when}>{soon ? t.now : t.at(format.date(effectiveAt))}</p>
    </div>
  );
}
