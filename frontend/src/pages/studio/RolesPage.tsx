import { useQuery } from '@tanstack/react-query';
import { LoadError } from '@/features/errors/LoadError';
import { StudioPage } from '@/features/navigation/StudioPage';
import { PermissionMatrix } from '@/features/roles/PermissionMatrix';
import { rolesQuery } from '@/features/roles/queries';
import { RoleCards } from '@/features/roles/RoleCards';
import { useRolesMessages } from '@/lib/messages/studio';
import { SkeletonRows } from '@/ui/SkeletonRows';

export default function RolesPage() {
  const t = useRolesMessages();
  const roles = useQuery(rolesQuery);
  return (
    <StudioPage permission="users:read" title={t.title} sub={t.sub}>
      {roles.isPending && <SkeletonRows count={8} />}
      {roles.isError && !roles.data && <LoadError error={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.data && (
        <>
          <RoleCards matrix={roles.data} />
          <PermissionMatrix matrix={roles.data} />
        </>
      )}
    </StudioPage>
  );
}
