import { useQuery } from '@tanstack/react-query';
import { allPlansQuery } from '@/features/all-plans/queries';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { useBillingMessages } from '@/lib/messages/billing';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { STATUSES, type useSubscriptionList } from './useSubscriptionList';

/** The plans to choose from, the first of them in the order of the page that compares them. */
const ALL = { page: 1, search: '', sort: 'position', order: 'asc', interval: null, active: null } as const;

/** What narrows the list of subscriptions. */
export function SubscriptionFilters({ list }: Pick<ReturnType<typeof useSubscriptionList>, 'list'>) {
  const t = useAllSubscriptionsMessages().filter;
  const billing = useBillingMessages();
  const terms = usePlansMessages();
  const plans = useQuery(allPlansQuery(ALL));
  return (
    <>
      <ListChoice
        list={list}
        by="status"
        label={t.status}
        all={t.allStatuses}
        choices={named(STATUSES, billing.status)}
      />
      <ListChoice
        list={list}
        by="plan"
        label={t.plan}
        all={t.allPlans}
        choices={(plans.data?.rows ?? []).map(({ id, name, interval }) => ({
          value: id,
          label: `${name} · ${terms.interval[interval]}`,
        }))}
      />
    </>
  );
}
