import { SubscriptionCsv } from '@/features/all-subscriptions/SubscriptionCsv';
import { SubscriptionTable } from '@/features/all-subscriptions/SubscriptionTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';

export default function SubscriptionsPage() {
  const t = useAllSubscriptionsMessages();
  return (
    <StudioPage permission="subscriptions:read" title={t.title} sub={t.sub} actions={<SubscriptionCsv />}>
      <SubscriptionTable />
    </StudioPage>
  );
}
