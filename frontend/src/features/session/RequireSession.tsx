import { Suspense, type ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { loginPath } from '@/lib/returnTo';
import { useAppSelector } from '@/store/hooks';
import { LoadError } from '@/features/errors/LoadError';
import { ErrorState } from '@/ui/ErrorState';
import { Splash } from '@/ui/Splash';
import { CurrentUserContext, useSession } from './context';
import { useSessionWatch } from './queries';

/**
 * Lets in who is signed in; everyone else goes to the sign-in page and comes back here afterwards.
 *
 * @param children what they see; without it the pages below
 */
export function RequireSession({ children }: { children?: ReactNode }) {
  const t = useMessages();
  const location = useLocation();
  const session = useSession();
  const { status, endReason } = useAppSelector((state) => state.auth);
  const me = useSessionWatch(location.pathname);

  if (status === 'signedOut') {
    const path = location.pathname + location.search;
    return <Navigate to={endReason === 'signedOut' ? '/login' : loginPath(path)} replace />;
  }
  if (status === 'unreachable') {
    return <ErrorState fullPage message={t.errors.network} onRetry={() => void session.restore()} />;
  }
  if (status === 'signedIn' && me.data) {
    return (
      <CurrentUserContext key={me.data.id} value={me.data}>
        <Suspense fallback={<Splash label={t.common.loading} />}>{children ?? <Outlet />}</Suspense>
      </CurrentUserContext>
    );
  }
  if (me.isError) return <LoadError fullPage error={me.error} onRetry={() => void me.refetch()} />;
  return <Splash label={t.common.loading} />;
}
