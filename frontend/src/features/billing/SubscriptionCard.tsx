import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Subscription } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { PlanMark } from '@/features/plans/PlanMark';
import { useLayers } from '@/features/plans/useLayers';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { StatusMark } from './StatusMark';
import { stateOf } from './states';
import classes from './SubscriptionCard.module.css';
import { useOwnSubscription } from './useOwnSubscription';

/** One's plan in a line, for the overview. */
export default function SubscriptionCard() {
  const t = useBillingMessages().dashboard;
  const { found, subscription } = useOwnSubscription();
  return (
    <Card
      title={t.title}
      aside={
        <Link className="link" to="/billing">
          {t.all}
        </Link>
      }
    >
      {found.isPending && <SkeletonRows count={1} picture />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && !subscription && (
        <EmptyState
          icon={<PlanMark layers={1} size={36} />}
          title={t.free}
          action={
            <Button component={Link} to="/pricing" variant="default" size="xs">
              {t.see}
            </Button>
          }
        />
      )}
      {subscription && <Line subscription={subscription} />}
    </Card>
  );
}

function Line({ subscription }: { subscription: Subscription }) {
  const { plan } = subscription;
  const next = useNext(subscription);
  const layers = useLayers();
  return (
    <div className={classes.line}>
      <PlanMark layers={layers(plan)} />
      <div className={classes.what}>
        <p className={classes.name}>{plan.name}</p>
        <p className={classes.next}>{next}</p>
      </div>
      <StatusMark of={subscription} />
    </div>
  );
}

/** What happens next with a subscription. */
function useNext(subscription: Subscription): string {
  const t = useBillingMessages().dashboard;
  const format = useFormat();
  const { plan, currentPeriodEnd } = subscription;
  const day = format.date(currentPeriodEnd);
  switch (stateOf(subscription)) {
    case 'trialing':
      return t.trialUntil(day);
    case 'ending':
      return t.endsOn(day);
    case 'past_due':
      return t.overdue;
    case 'incomplete':
      return t.incomplete;
    default:
      return t.renews(day, format.money(plan.price, plan.currency));
  }
}
