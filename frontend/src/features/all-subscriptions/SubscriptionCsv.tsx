import type { Subscription } from '@/api/types';
import { stateOf } from '@/features/billing/states';
import { CsvButton, type CsvColumn } from '@/features/lists/CsvButton';
import { useBillingMessages } from '@/lib/messages/billing';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { fullName } from '@/lib/person';
import { fetchSubscriptions } from './queries';
import { useSubscriptionList } from './useSubscriptionList';

/** Takes out what the list of subscriptions shows, search and filters included. */
export function SubscriptionCsv() {
  const t = useAllSubscriptionsMessages().csv;
  const billing = useBillingMessages();
  const plans = usePlansMessages();
  const { question } = useSubscriptionList();
  const columns: CsvColumn<Subscription>[] = [
    { label: t.name, value: ({ customer }) => customer && fullName(customer) },
    { label: t.address, value: ({ customer }) => customer && customer.email },
    { label: t.plan, value: ({ plan }) => plan.name },
    { label: t.status, value: (subscription) => billing.status[stateOf(subscription)] },
    { label: t.price, value: ({ plan }) => plan.price },
    { label: t.currency, value: ({ plan }) => plan.currency },
    { label: t.interval, value: ({ plan }) => plans.interval[plan.interval] },
    { label: t.start, value: ({ currentPeriodStart }) => currentPeriodStart },
    { label: t.end, value: ({ currentPeriodEnd }) => currentPeriodEnd },
    { label: t.trial, value: ({ trialEndsAt }) => trialEndsAt },
    { label: t.created, value: ({ createdAt }) => createdAt },
    { label: t.ended, value: ({ endedAt }) => endedAt },
  ];
  return (
    <CsvButton name="subscriptions" columns={columns} fetchRows={(cursor) => fetchSubscriptions(question, cursor)} />
  );
}
