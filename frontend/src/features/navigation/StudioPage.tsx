import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import { rolesQuery } from '@/features/roles/queries';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { Page } from '@/ui/Page';
import { Splash } from '@/ui/Splash';
import { Crumb } from './Crumb';
import { MemberPage } from './MemberPage';
import classes from './StudioPage.module.css';

interface StudioPageProps extends ComponentProps<typeof MemberPage> {
  /** What one must hold to be let in. */
  permission: string;
}

/** A room of the studio. On small screens, where the rooms are not beside it, with the way back to them. */
export function StudioPage({ permission, ...page }: StudioPageProps) {
  const t = useMessages();
  const crumb = (
    <div className={classes.crumb}>
      <Crumb to="/studio" label={t.navigation.studio} />
    </div>
  );
  return (
    <StudioDoor permission={permission}>
      <MemberPage crumb={crumb} {...page} />
    </StudioDoor>
  );
}

interface StudioDoorProps {
  permission: string;
  children: ReactNode;
}

/** Shows a reason instead of the room to those without the permission. It only spares refused requests. */
export function StudioDoor({ permission, children }: StudioDoorProps) {
  const t = useMessages();
  const may = useMay();
  const roles = useQuery(rolesQuery);
  if (roles.isPending) return <Splash label={t.common.loading} />;
  if (!roles.data) return <LoadError fullPage error={roles.error} onRetry={() => void roles.refetch()} />;
  if (may(permission)) return children;
  return <Page title={t.forbidden.title} sub={t.forbidden.text} />;
}
