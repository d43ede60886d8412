import { useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useMessages } from '@/lib/messages/context';
import { Page } from '@/ui/Page';
import { Splash } from '@/ui/Splash';
import { rolesQuery } from './queries';
import { useMay } from './useMay';

/** Shows a reason instead of the page to those without the permission. It only spares a refused request. */
export function RequirePermission({ permission }: { permission: string }) {
  const t = useMessages();
  const may = useMay();
  const roles = useQuery(rolesQuery);
  if (roles.isPending) return <Splash label={t.common.loading} />;
  if (roles.isError) return <LoadError fullPage error={roles.error} onRetry={() => void roles.refetch()} />;
  if (may(permission)) return <Outlet />;
  return <Page title={t.forbidden.title} sub={t.forbidden.text} />;
}
