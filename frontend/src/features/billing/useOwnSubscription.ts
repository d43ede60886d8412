import { useQuery } from '@tanstack/react-query';
import { useCurrentUser } from '@/features/session/context';
import { ownSubscriptionsQuery } from './queries';
import { hasTried, liveOf } from './states';

/** The signed-in person's subscription, the last one that has ended, and whether there was a trial already. */
export function useOwnSubscription() {
  const user = useCurrentUser();
  const found = useQuery(ownSubscriptionsQuery(user.id));
  const all = found.data ?? [];
  return {
    found,
    subscription: liveOf(all) ?? null,
    tried: hasTried(all),
    ended:
      all.find(
        ({ status, endedAt, trialEndsAt, canceledAt }) =>
          status === 'canceled' && Boolean(endedAt ?? trialEndsAt ?? canceledAt),
      ) ?? null,
  };
}
