import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import { keepsScroll } from '@/lib/scroll';

/** Scrolls as documents do: a new page begins at its top, and one that is gone back to is where it was left. */
export function useScroll(): void {
  const { key, state } = useLocation();
  const type = useNavigationType();
  const current = useRef(key);
  const places = useRef(new Map<string, number>());

  useEffect(() => {
    const remember = () => places.current.set(current.current, window.scrollY);
    // A reload and the way back from another site are the browser's.
    const leave = () => (history.scrollRestoration = 'auto');
    const arrive = () => (history.scrollRestoration = 'manual');
    arrive();
    window.addEventListener('scroll', remember, { passive: true });
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', arrive);
    return () => {
      leave();
      window.removeEventListener('scroll', remember);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', arrive);
    };
  }, []);

  useLayoutEffect(() => {
    if (current.current === key) return;
    current.current = key;
    if (type === 'POP') window.scrollTo(0, places.current.get(key) ?? 0);
    else if (!keepsScroll(state)) window.scrollTo(0, 0);
  }, [key, state, type]);
}
