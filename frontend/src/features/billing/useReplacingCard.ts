import { useState } from 'react';
import { showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { usePortal } from './mutations';

/** Leads to where one looks after one's cards: the provider's page, or the form of the sandbox on this one. */
export function useReplacingCard() {
  const t = useMessages();
  const portal = usePortal();
  const [opened, setOpened] = useState(false);

  async function begin() {
    try {
      const url = new URL(await portal.mutateAsync());
      // The sandbox has no page of its own and sends one back to this site.
      if (url.pathname === window.location.pathname && !url.hostname.endsWith('stripe.com')) setOpened(true);
      else window.location.assign(url);
    } catch (error) {
      showError(error, t);
    }
  }

  return { opened, busy: portal.isPending, begin: () => void begin(), close: () => setOpened(false) };
}
