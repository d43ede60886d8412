import { useState } from 'react';
import { IconLayersSubtract } from '@tabler/icons-react';
import type { Interval, Plan } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { usePlansMessages } from '@/lib/messages/plans';
import { EmptyState } from '@/ui/EmptyState';
import { families, largestSaving, layersAt, monthlyShare, planFor } from './families';
import { IntervalSwitch } from './IntervalSwitch';
import { FreeAction, PlanAction } from './PlanAction';
import { PlanCard } from './PlanCard';
import classes from './PlanGrid.module.css';
import { PlanGridSkeleton } from './PlanGridSkeleton';
import { plansQuery } from './queries';
import { useOwnPlan, type OwnPlan } from './useOwnPlan';
import { usePrice } from './usePrice';

/** All plans side by side, the free one first. */
export function PlanGrid() {
  const t = usePlansMessages();
  const plans = usePublicQuery(plansQuery);
  const own = useOwnPlan();
  const [chosen, setInterval] = useState<Interval | null>(null);
  if (plans.isError && !plans.data) return <LoadError error={plans.error} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return <PlanGridSkeleton />;
  if (plans.data.length === 0) {
    return (
      <EmptyState
        icon={<IconLayersSubtract size={28} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
      />
    );
  }
  const all = families(plans.data);
  const both = all.some(({ month, year }) => month && year);
  const interval = chosen ?? own.plan?.interval ?? 'month';
  const shown = all.map((family) => planFor(family, interval));
  const lead = shown.find(({ premium }) => premium);
  return (
    <>
      {both && (
        <div className={classes.switch}>
          <IntervalSwitch value={interval} saving={largestSaving(all)} onChange={setInterval} />
        </div>
      )}
      <div className={classes.grid}>
        <FreeCard />
        {shown.map((plan, place) => (
          <Offer
            key={all[place]!.key}
            plan={plan}
            layers={layersAt(place)}
            lead={plan === lead}
            own={own}
            chosen={interval}
          />
        ))}
      </div>
    </>
  );
}

function FreeCard() {
  const { free, includes } = usePlansMessages();
  return (
    <PlanCard
      name={free.name}
      description={free.description}
      layers={1}
      price={free.price}
      note={free.note}
      featuresLabel={includes(free.name)}
      features={free.features}
      action={<FreeAction />}
    />
  );
}

interface OfferProps {
  plan: Plan;
  layers: number;
  lead: boolean;
  own: OwnPlan;
  /** What one wants to see; not every plan can be paid so. */
  chosen: Interval;
}

function Offer({ plan, layers, lead, own, chosen }: OfferProps) {
  const t = usePlansMessages();
  const price = usePrice();
  const { name, description, interval, currency, trialDays, premium, features } = plan;
  return (
    <PlanCard
      name={name}
      description={description}
      layers={layers}
      lead={lead}
      mark={plan.id === own.plan?.id ? t.action.yours : premium ? t.premium : undefined}
      price={price(plan.price, currency)}
      per={t.per[interval]}
      before={trialDays > 0 && !own.tried && !own.plan ? t.trial(trialDays) : undefined}
      note={note()}
      featuresLabel={t.includes(name)}
      features={features}
      action={<PlanAction plan={plan} />}
    />
  );

  function note(): string {
    if (interval !== chosen) return interval === 'month' ? t.onlyMonthly : t.onlyYearly;
    return interval === 'year' ? t.monthlyShare(price(monthlyShare(plan), currency)) : t.beforeTax;
  }
}
