import { useQuery } from '@tanstack/react-query';
import { IconRefreshDot } from '@tabler/icons-react';
import { StudioTable } from '@/features/lists/StudioTable';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { subscriptionsQuery } from './queries';
import { SubscriptionFilters } from './SubscriptionFilters';
import { useSubscriptionColumns } from './useSubscriptionColumns';
import { useSubscriptionList } from './useSubscriptionList';

/** Everyone's subscriptions. */
export function SubscriptionTable() {
  const t = useAllSubscriptionsMessages();
  const { list, question } = useSubscriptionList();
  return (
    <StudioTable
      name="subscriptions"
      icon={IconRefreshDot}
      t={t}
      list={list}
      found={useQuery(subscriptionsQuery(question))}
      columns={useSubscriptionColumns()}
      filters={<SubscriptionFilters list={list} />}
    />
  );
}
