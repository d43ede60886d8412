import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useToastsWanted } from '@/features/errors/toastsWanted';
import { useThemeColor } from '@/features/preferences/useTheme';
import { Reauthentication } from '@/features/reauthentication/Reauthentication';
import { useMessages } from '@/lib/messages/context';
import { useAppDispatch, useAppSelector } from '@/store/hooks';
import { paletteToggled } from '@/store/uiSlice';
import { usePartUnderWay } from './parts';
import classes from './Root.module.css';
import { useScroll } from './useScroll';

// None is loaded before it is needed.
const Toasts = lazy(() => import('./Toasts'));
const ImpersonationBanner = lazy(() => import('@/features/impersonation/ImpersonationBanner'));
const CommandPalette = lazy(() => import('@/features/palette/CommandPalette'));

/** What every page has: the way past the navigation, moved focus, a sign of loading, and the palette. */
export function Root() {
  const t = useMessages();
  useThemeColor();
  useScroll();
  useFocusOnNavigation();
  usePaletteKeys();
  const paletteOpen = useAppSelector((state) => state.ui.paletteOpen);
  const impersonation = useAppSelector((state) => state.auth.impersonation);
  const toastsWanted = useToastsWanted();
  return (
    <>
      <a className={classes.skip} href="#main" onClick={focusMain}>
        {t.common.skipToContent}
      </a>
      <Suspense>{impersonation && <ImpersonationBanner impersonation={impersonation} />}</Suspense>
      <Progress />
      <Suspense>
        <Outlet />
      </Suspense>
      <Suspense>{toastsWanted && <Toasts />}</Suspense>
      <Suspense>{paletteOpen && <CommandPalette />}</Suspense>
      <Reauthentication />
    </>
  );
}

/** Shows that the code of the page one goes to is on its way; the present page stays until it is there. */
function Progress() {
  return usePartUnderWay() && <div className={classes.progress} />;
}

function focusMain(event: React.MouseEvent) {
  // A change of the address would be a navigation; the skip link only moves the reader.
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** Moves the focus to the heading of the page one has come to, as loading a document would. */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    const heading = document.querySelector('h1');
    if (!heading) return focusWhenItComes();
    heading.focus({ preventScroll: true });
  }, [pathname]);
}

/** Goes to the heading once the page has it, unless the reader has gone elsewhere meanwhile. */
function focusWhenItComes(): (() => void) | undefined {
  const main = document.getElementById('main');
  if (!main) return;
  main.focus({ preventScroll: true });
  const observer = new MutationObserver(() => {
    const heading = main.querySelector('h1');
    if (!heading) return;
    observer.disconnect();
    if (document.activeElement === main) heading.focus({ preventScroll: true });
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Ctrl K, or ⌘ K, opens and closes the command palette. */
function usePaletteKeys() {
  const dispatch = useAppDispatch();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        dispatch(paletteToggled());
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [dispatch]);
}
