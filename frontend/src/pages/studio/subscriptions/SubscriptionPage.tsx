import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { InvoicesCard } from '@/features/all-subscriptions/InvoicesCard';
import { subscriptionQuery } from '@/features/all-subscriptions/queries';
import { SubscriptionActions } from '@/features/all-subscriptions/SubscriptionActions';
import { SubscriptionFacts } from '@/features/all-subscriptions/SubscriptionFacts';
import { PageError } from '@/features/errors/PageError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { fullName } from '@/lib/person';
import { Columns } from '@/ui/Columns';
import { SkeletonRows } from '@/ui/SkeletonRows';

export default function SubscriptionPage() {
  return (
    <StudioDoor permission="subscriptions:read">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useAllSubscriptionsMessages();
  const plans = usePlansMessages();
  const messages = useMessages();
  const format = useFormat();
  const { subscriptionId = '' } = useParams();
  const found = useQuery(subscriptionQuery(subscriptionId));
  const subscription = found.data;
  if (found.isError && !subscription) {
    const gone = { title: t.page.gone, text: t.page.goneText, to: '/studio/subscriptions', action: t.page.back };
    return <PageError error={found.error} onRetry={() => void found.refetch()} gone={gone} />;
  }
  const plan = subscription?.plan;
  return (
    <MemberPage
      title={
        subscription
          ? t.page.title(subscription.customer ? fullName(subscription.customer) : t.nobody)
          : messages.common.loading
      }
      sub={plan && `${plan.name}, ${plans.price(format.money(plan.price, plan.currency), plan.interval)}`}
      crumb={<Crumb to="/studio/subscriptions" label={t.page.back} />}
      actions={subscription && <SubscriptionActions subscription={subscription} />}
    >
      {!subscription && <SkeletonRows count={5} />}
      {subscription && (
        <Columns>
          <InvoicesCard subscriptionId={subscription.id} />
          <SubscriptionFacts subscription={subscription} />
        </Columns>
      )}
    </MemberPage>
  );
}
