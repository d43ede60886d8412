import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Plan, Subscription } from '@/api/types';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { FeatureList } from '@/features/plans/FeatureList';
import { PlanMark } from '@/features/plans/PlanMark';
import { useLayers } from '@/features/plans/useLayers';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { usePlansMessages } from '@/lib/messages/plans';
import { Card } from '@/ui/Card';
import { Notice } from '@/ui/Notice';
import { useSubscribe } from './mutations';
import classes from './StartPlan.module.css';
import { StartTerms } from './StartTerms';

interface StartPlanProps {
  plan: Plan;
  /** The subscription one has already. */
  own: Subscription | null;
  /** Days that are free; none for those who have had a trial. */
  trialDays: number;
}

/** What a plan gives and costs, and the button that begins it. */
export function StartPlan({ plan, own, trialDays }: StartPlanProps) {
  const t = useBillingMessages().start;
  const plans = usePlansMessages();
  const messages = useMessages();
  const navigate = useNavigate();
  const subscribe = useSubscribe();
  const layers = useLayers();
  // While one is on the way out, the plan that was just begun is no reason to warn of it.
  const [leaving, setLeaving] = useState(false);

  async function begin() {
    setLeaving(true);
    try {
      const { status, openInvoiceId } = await subscribe.mutateAsync(plan.id);
      if (status === 'incomplete' && openInvoiceId) {
        void navigate(`/billing/invoices/${openInvoiceId}?pay`);
      } else {
        showDone(t.begun(plan.name));
        void navigate('/billing');
      }
    } catch {
      // It is shown above the button.
      setLeaving(false);
    }
  }

  return (
    <div className={classes.columns}>
      <Card title={t.summary} aside={<PlanMark layers={layers(plan)} size={32} />}>
        <FeatureList label={plans.includes(plan.name)} features={plan.features} />
      </Card>
      <Card title={t.terms}>
        <StartTerms plan={plan} trialDays={trialDays} />
        {own && !leaving ? (
          <>
            <Notice tone="info">{t.already(own.plan.name)}</Notice>
            <Button className={classes.begin} component={Link} to="/billing" fullWidth>
              {t.toBilling}
            </Button>
          </>
        ) : (
          <>
            {subscribe.isError && <Notice tone="bad">{errorText(subscribe.error, messages)}</Notice>}
            <Button
              className={classes.begin}
              size="md"
              fullWidth
              loading={subscribe.isPending}
              onClick={() => void begin()}
            >
              {trialDays > 0 ? t.beginTrial : t.toPayment}
            </Button>
            <p className={classes.note}>{trialDays > 0 ? t.noCard : t.withTax}</p>
          </>
        )}
      </Card>
    </div>
  );
}
