import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

export interface LeaveGuard {
  /** Someone wants to leave, and is to be asked. */
  asking: boolean;
  leave: () => void;
  stay: () => void;
}

/**
 * Asks before what was typed is lost: when a link is followed, when one goes back, and when the page is closed.
 *
 * @param unsaved whether there is something to lose
 */
export function useLeaveGuard(unsaved: boolean): LeaveGuard {
  const navigate = useNavigate();
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const allowed = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    const place = placeInHistory(history.state);
    let swallow = false;

    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();

    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || !leadsElsewhere(link, event) || allowed.current) return;
      event.preventDefault();
      event.stopPropagation();
      const { pathname, search, hash } = new URL(link.href);
      setGoOn(() => () => void navigate(pathname + search + hash));
    };

    // It has happened already when one hears of it: the router must not, and the address goes back to where it was.
    const onPop = (event: PopStateEvent) => {
      if (allowed.current) return;
      event.stopImmediatePropagation();
      if (swallow) {
        swallow = false;
        return;
      }
      const steps = placeInHistory(event.state) - place;
      if (steps === 0) return;
      swallow = true;
      history.go(-steps);
      setGoOn(() => () => history.go(steps));
    };

    window.addEventListener('beforeunload', onClose);
    window.addEventListener('popstate', onPop, { capture: true });
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onClose);
      window.removeEventListener('popstate', onPop, { capture: true });
      document.removeEventListener('click', onClick, { capture: true });
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

/** Where an entry stands in the history of this visit, as the router counts. */
function placeInHistory(state: unknown): number {
  return (state as { idx?: number } | null)?.idx ?? 0;
}

/** Whether a click goes to another page of this application in this window. */
function leadsElsewhere(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target === '_blank' || link.hasAttribute('download')) return false;
  const { origin, pathname } = new URL(link.href, location.href);
  return origin === location.origin && pathname !== location.pathname;
}
