import { Link } from 'react-router';
import type { Subscription } from '@/api/types';
import { StatusMark } from '@/features/billing/StatusMark';
import { usePlanFacts } from '@/features/billing/usePlanFacts';
import { useFormat } from '@/lib/format';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { fullName } from '@/lib/person';
import { Card } from '@/ui/Card';
import { Facts, type Fact } from '@/ui/Facts';

/** What there is to know of someone's subscription. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const t = useAllSubscriptionsMessages();
  const format = useFormat();
  const { id, customer, trialEndsAt, canceledAt, endedAt } = subscription;
  const own: (Fact | false)[] = [
    {
      term: t.page.customer,
      value: customer ? (
        <Link className="link" to={`/studio/users/${customer.id}`}>
          {fullName(customer)}
        </Link>
      ) : (
        t.nobody
      ),
    },
    ...usePlanFacts(subscription),
    trialEndsAt !== null && { term: t.page.trialEnds, value: format.dateTime(trialEndsAt) },
    canceledAt !== null && { term: t.page.canceledAt, value: format.dateTime(canceledAt) },
    endedAt !== null && { term: t.page.endedAt, value: format.dateTime(endedAt) },
    { term: t.page.id, value: <span className="mono">{id}</span> },
  ];
  return (
    <Card title={t.page.facts} aside={<StatusMark of={subscription} />}>
      <Facts facts={own.filter((fact) => fact !== false)} />
    </Card>
  );
}
