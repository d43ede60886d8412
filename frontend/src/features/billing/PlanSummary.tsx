import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import type { Subscription } from '@/api/types';
import { announce } from '@/features/errors/toasts';
import { PlanMark } from '@/features/plans/PlanMark';
import { useLayers } from '@/features/plans/useLayers';
import { usePrice } from '@/features/plans/usePrice';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { usePlansMessages } from '@/lib/messages/plans';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { Later } from '@/ui/Later';
import { Notice } from '@/ui/Notice';
import { useKeep } from './mutations';
import classes from './PlanSummary.module.css';
import { StatusMark } from './StatusMark';
import { stateOf } from './states';
import { TrialMeter } from './TrialMeter';
import { usePlanFacts } from './usePlanFacts';

const CancelDialog = lazy(() => import('./CancelDialog'));

interface PlanSummaryProps {
  subscription: Subscription;
  onChange: () => void;
}

/** The plan one has: where it is, what comes next, and what can be done. */
export function PlanSummary({ subscription, onChange }: PlanSummaryProps) {
  const t = useBillingMessages().plan;
  const plans = usePlansMessages();
  const price = usePrice();
  const layers = useLayers();
  const facts = usePlanFacts(subscription);
  const [canceling, setCanceling] = useState(false);
  const { plan } = subscription;
  const state = stateOf(subscription);
  const running = state === 'active' || state === 'trialing';
  return (
    <Card title={t.title} aside={<StatusMark of={subscription} />}>
      <div className={classes.plan}>
        <PlanMark layers={layers(plan)} size={52} />
        <div>
          <p className={classes.name}>{plan.name}</p>
          <p className={classes.price}>{plans.price(price(plan.price, plan.currency), plan.interval)}</p>
        </div>
      </div>
      {state === 'trialing' && <TrialMeter subscription={subscription} />}
      {state === 'ending' && <Ending subscription={subscription} />}
      <Facts facts={facts} />
      {state !== 'ending' && (
        <div className={classes.actions}>
          {running && (
            <Button variant="default" onClick={onChange}>
              {t.change}
            </Button>
          )}
          <Button variant={running ? 'subtle' : 'default'} onClick={() => setCanceling(true)}>
            {t.cancel}
          </Button>
        </div>
      )}
      <Later when={canceling}>
        <CancelDialog opened={canceling} subscription={subscription} onClose={() => setCanceling(false)} />
      </Later>
    </Card>
  );
}

/** It was canceled, and can still be kept. */
function Ending({ subscription: { id, plan, currentPeriodEnd } }: { subscription: Subscription }) {
  const t = useBillingMessages().plan;
  const messages = useMessages();
  const format = useFormat();
  const keep = useKeep(id);
  return (
    <div className={classes.ending}>
      <Notice tone="info">
        <p>{t.ending(plan.name, format.date(currentPeriodEnd))}</p>
        <Button
          className={classes.keep}
          loading={keep.isPending}
          onClick={() => void announce(keep.mutateAsync(), t.kept, messages)}
        >
          {t.keep}
        </Button>
      </Notice>
    </div>
  );
}
