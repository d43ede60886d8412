import { useEffect, useRef } from 'react';
import type { Subscription } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { useBillingMessages } from '@/lib/messages/billing';
import { useBillingChanged } from './mutations';
import { isUnsettled } from './states';

/** Tells when the payment that a plan has waited for arrives while one looks on. */
export function useActivation(subscription: Subscription | null): void {
  const t = useBillingMessages().plan;
  const changed = useBillingChanged();
  const waiting = useRef<string | null>(null);

  useEffect(() => {
    if (!subscription) return;
    if (isUnsettled(subscription)) waiting.current = subscription.id;
    else if (waiting.current === subscription.id && subscription.status === 'active') {
      waiting.current = null;
      showDone(t.activated(subscription.plan.name));
      // The invoice is paid, and more may be asked of the API.
      void changed();
    }
  }, [subscription, t, changed]);
}
