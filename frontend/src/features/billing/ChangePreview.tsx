import type { Plan, PlanChange, Subscription } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Sums, type Sum } from './Sums';
import classes from './ChangePreview.module.css';

interface ChangePreviewProps {
  change: PlanChange;
  from: Subscription;
  to: Plan;
}

/** What a change of plan costs: what is given back, what is charged, and what is left to pay. */
export function ChangePreview({ change, from, to }: ChangePreviewProps) {
  const t = useBillingMessages().change;
  const format = useFormat();
  const { credit, charge, total, currency, effectiveAt } = change;
  const money = (amount: string) => format.money(amount, currency);
  const sums: Sum[] = [
    { label: t.credit(from.plan.name), amount: money(negative(credit)), none: Number(credit) === 0 },
    { label: to.interval === from.plan.interval ? t.chargeRest(to.name) : t.charge(to.name), amount: money(charge) },
  ];
  const rest = Number(total);
  const sum = rest < 0 ? { label: t.kept, amount: money(total.replace('-', '')) } : { label: t.today, amount: money(total) };
  const now = new Date(effectiveAt).getTime() <= Date.now() + 60_000;
  return (
    <div className={classes.preview}>
      {from.status === 'trialing' ? <p>{t.trial}</p> : <Sums sums={sums.filter(({ none }) => !none)} total={sum} />}
      <p className={classes.when}>{now ? t.now : t.at(format.date(effectiveAt))}</p>
    </div>
  );
}

/** The amount with the other sign; nothing stays nothing. */
function negative(amount: string): string {
  return Number(amount) === 0 ? amount : amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}
