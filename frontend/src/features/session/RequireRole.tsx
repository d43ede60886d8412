import { Outlet } from 'react-router';
import type { User } from '@/api/types';
import { useMessages } from '@/lib/messages/context';
import { Page } from '@/ui/Page';
import { useCurrentUser } from './context';

/** Shows a reason instead of the page to those without the role. The server decides; this only spares a refused request. */
export function RequireRole({ allow }: { allow: User['role'] }) {
  const t = useMessages();
  const user = useCurrentUser();
  if (user.role === allow) return <Outlet />;
  return <Page title={t.forbidden.title} sub={t.forbidden.text} />;
}
