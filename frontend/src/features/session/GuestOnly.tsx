import { Navigate, Outlet, useSearchParams } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { safeReturnTo } from '@/lib/returnTo';
import { useAppSelector } from '@/store/hooks';
import { Splash } from '@/ui/Splash';

/** Sends who is already signed in to where they wanted to go. */
export function GuestOnly() {
  const t = useMessages();
  const [search] = useSearchParams();
  const status = useAppSelector((state) => state.auth.status);
  if (status === 'signedIn') return <Navigate to={safeReturnTo(search.get('returnTo'))} replace />;
  if (status === 'restoring') return <Splash label={t.common.loading} />;
  return <Outlet />;
}
