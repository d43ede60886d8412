import { useCallback } from 'react';
import { useNavigate } from 'react-router';

/**
 * Lets links that a text has to other pages of this site be followed without loading the application anew.
 *
 * @returns what the element around the text takes as its `ref`
 */
export function useInnerLinks(): (around: HTMLElement | null) => (() => void) | undefined {
  const navigate = useNavigate();
  return useCallback(
    (around) => {
      if (!around) return;
      const follow = (event: MouseEvent) => {
        const path = innerPath(event);
        if (path === null) return;
        event.preventDefault();
        void navigate(path);
      };
      around.addEventListener('click', follow);
      return () => around.removeEventListener('click', follow);
    },
    [navigate],
  );
}

/** Where a click leads within the application; null when it is the browser's: elsewhere, or into another tab. */
function innerPath({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): string | null {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const { origin, pathname, search, hash } = link;
  const here = pathname === window.location.pathname && hash !== '';
  if (origin !== window.location.origin || pathname.startsWith('/api/') || here) return null;
  return pathname + search + hash;
}
