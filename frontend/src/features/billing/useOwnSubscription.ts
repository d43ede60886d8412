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
    // One that was never paid ended before its period did, and is not worth a word.
    ended: all.find(({ endedAt, currentPeriodEnd }) => endedAt !== null && endedAt >= currentPeriodEnd) ?? null,
  };
}
