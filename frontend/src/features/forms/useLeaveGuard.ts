import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

export interface LeaveGuard {
  /** Someone wants to leave, and is to be asked. */
  asking: boolean;
  leave: () => void;
  stay: () => void;
}

/**
 * Asks before what was typed is lost: when a link is followed, when one goes back (in browsers that let a page know
 * beforehand), and when the page is closed.
 *
 * @param unsaved whether there is something to lose
 */
export function useLeaveGuard(unsaved: boolean): LeaveGuard {
  const navigate = useNavigate();
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const allowed = useRef(false);

  useEffect(() => {
    if (!unsaved) return;

    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();

    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || !leadsElsewhere(link, event) || allowed.current) return;
      event.preventDefault();
      event.stopPropagation();
      const { pathname, search, hash } = new URL(link.href);
      setGoOn(() => () => void navigate(pathname + search + hash));
    };

    const onTraverse = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || allowed.current) return;
      event.preventDefault();
      const { key } = event.destination;
      setGoOn(() => () => window.navigation.traverseTo(key));
    };

    window.addEventListener('beforeunload', onClose);
    document.addEventListener('click', onClick, { capture: true });
    window.navigation?.addEventListener('navigate', onTraverse);
    return () => {
      window.removeEventListener('beforeunload', onClose);
      document.removeEventListener('click', onClick, { capture: true });
      window.navigation?.removeEventListener('navigate', onTraverse);
    };
  }, [unsaved, navigate]);

  return {
    asking: goOn !== null,
    leave() {
      allowed.current = true;
      setGoOn(null);
      goOn?.();
    },
    stay: () => setGoOn(null),
  };
}

/** Whether a click goes to another page of this application in this window. */
function leadsElsewhere(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target === '_blank' || link.hasAttribute('download')) return false;
  const { origin, pathname } = new URL(link.href, location.href);
  return origin === location.origin && pathname !== location.pathname;
}
