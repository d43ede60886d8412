import { lazy, useState } from 'react';
import { useSearchParams } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { Card } from '@/ui/Card';
import { Columns } from '@/ui/Columns';
import { Later } from '@/ui/Later';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import { AllowanceCard } from './AllowanceCard';
import classes from './Billing.module.css';
import { InvoiceList } from './InvoiceList';
import { NoPlan } from './NoPlan';
import { Overdue } from './Overdue';
import { PaymentMethod } from './PaymentMethod';
import { PlanSummary } from './PlanSummary';
import { useActivation } from './useActivation';
import { useOwnSubscription } from './useOwnSubscription';
import { useReplacingCard } from './useReplacingCard';

const ChangeDialog = lazy(() => import('./ChangeDialog'));
const CardDialog = lazy(() => import('./CardDialog'));

/** One's plan, card, requests and invoices. */
export function Billing() {
  const { found, subscription, ended } = useOwnSubscription();
  const replacing = useReplacingCard();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('change');
  const [changing, setChanging] = useState(wanted !== null);
  useActivation(subscription);

  function stopChanging() {
    setChanging(false);
    if (wanted !== null) setSearch({}, { replace: true });
  }

  return (
    <>
      {subscription && <Overdue subscription={subscription} replacing={replacing} />}
      <Columns>
        {found.isPending && (
          <Card>
            <SkeletonRows count={5} />
          </Card>
        )}
        {found.isError && !found.data && (
          <Card>
            <LoadError error={found.error} onRetry={() => void found.refetch()} />
          </Card>
        )}
        {found.data && !subscription && <NoPlan ended={ended} />}
        {subscription && <PlanSummary subscription={subscription} onChange={() => setChanging(true)} />}
        <Stack>
          {subscription && <PaymentMethod subscription={subscription} replacing={replacing} />}
          {found.data && (
            <AllowanceCard premium={Boolean(subscription?.plan.premium && isRunning(subscription.status))} />
          )}
        </Stack>
      </Columns>
      <div className={classes.invoices}>
        <InvoiceList />
      </div>
      {subscription && (
        <>
          <Later when={changing && isRunning(subscription.status)}>
            <ChangeDialog
              opened={changing}
              subscription={subscription}
              wanted={wanted}
              onReplaceCard={() => {
                stopChanging();
                replacing.begin();
              }}
              onClose={stopChanging}
            />
          </Later>
          <Later when={replacing.opened}>
            <CardDialog opened={replacing.opened} onClose={replacing.close} />
          </Later>
        </>
      )}
    </>
  );
}

function isRunning(status: string): boolean {
  return status === 'active' || status === 'trialing';
}
