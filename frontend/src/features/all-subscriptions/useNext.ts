import type { Subscription } from '@/api/types';
import { stateOf } from '@/features/billing/states';
import { useFormat } from '@/lib/format';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';

/** Says what happens next with a subscription. */
export function useNext(): (subscription: Subscription) => string {
  const t = useAllSubscriptionsMessages();
  const format = useFormat();
  return (subscription) => {
    const { currentPeriodEnd, nextAttemptAt, endedAt, updatedAt } = subscription;
    const end = format.day(currentPeriodEnd);
    switch (stateOf(subscription)) {
      case 'trialing':
        return t.trialUntil(end);
      case 'active':
        return t.renews(end);
      case 'ending':
        return t.endsOn(end);
      case 'past_due':
        return nextAttemptAt ? t.retryOn(format.day(nextAttemptAt)) : '–';
      case 'incomplete':
        return t.waits;
      default:
        return t.endedOn(format.day(endedAt ?? updatedAt));
    }
  };
}
