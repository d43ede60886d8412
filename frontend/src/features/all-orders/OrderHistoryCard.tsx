import { useQueries } from '@tanstack/react-query';
import type { Order } from '@/api/types';
import { userQuery } from '@/features/profile/queries';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { fullName } from '@/lib/person';
import { Card } from '@/ui/Card';
import { Timeline } from '@/ui/Timeline';
import { ORDER_TONES } from './OrderStatusPill';

/** What an order has been through, the latest first. */
export function OrderHistoryCard({ order: { history, customer } }: { order: Order }) {
  const t = useAllOrdersMessages();
  const nameOf = useNames(history.map(({ actorId }) => actorId).filter((id) => id !== customer?.id));
  const by = (actorId: string | null) => {
    if (actorId === null) return null;
    if (actorId === customer?.id) return t.historyBy(fullName(customer));
    const name = nameOf(actorId);
    return name && t.historyBy(name);
  };
  return (
    <Card title={t.history}>
      <Timeline
        moments={history.toReversed().map(({ status, at, reason, actorId }) => ({
          key: `${status} ${at}`,
          what: t.step[status],
          note: [reason, by(actorId)].filter(Boolean).join(' · ') || undefined,
          at,
          tone: ORDER_TONES[status],
        }))}
      />
    </Card>
  );
}

/** The names of those who acted, as soon as they are known. */
function useNames(ids: (string | null)[]): (id: string) => string | undefined {
  const known = [...new Set(ids)].filter((id) => id !== null);
  const found = useQueries({ queries: known.map((id) => userQuery(id)) });
  return (id) => {
    const user = found[known.indexOf(id)]?.data;
    return user && fullName(user);
  };
}
