import { useQuery } from '@tanstack/react-query';
import type { Plan } from '@/api/types';
import { ownSubscriptionsQuery } from '@/features/billing/queries';
import { hasTried, liveOf } from '@/features/billing/states';
import { currentUserQuery } from '@/features/session/queries';
import { useAppSelector } from '@/store/hooks';

export interface OwnPlan {
  /** What is known of who asks; `unknown` while it is being found out. */
  who: 'guest' | 'member' | 'unknown';
  /** The plan one has; null for those without one. */
  plan: Plan | null;
  /** Whether they have had a trial: it is given once. */
  tried: boolean;
}

/** The plan of whoever looks at a page that guests see as well. */
export function useOwnPlan(): OwnPlan {
  const status = useAppSelector((state) => state.auth.status);
  const signedIn = status === 'signedIn';
  const me = useQuery({ ...currentUserQuery, enabled: signedIn });
  const own = useQuery({ ...ownSubscriptionsQuery(me.data?.id ?? ''), enabled: signedIn && me.data !== undefined });
  if (status === 'restoring' || (signedIn && (me.isPending || own.isPending))) {
    return { who: 'unknown', plan: null, tried: false };
  }
  const all = own.data ?? [];
  return { who: signedIn ? 'member' : 'guest', plan: liveOf(all)?.plan ?? null, tried: hasTried(all) };
}
