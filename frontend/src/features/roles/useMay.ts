import { useQuery } from '@tanstack/react-query';
import { useCurrentUser } from '@/features/session/context';
import { holds } from '@/lib/permissions';
import { useAppSelector } from '@/store/hooks';
import { rolesQuery } from './queries';

/** Tells of a permission whether the signed-in person holds it; of none, as long as the matrix is on its way. */
export function useMay(): (permission: string) => boolean {
  const { role } = useCurrentUser();
  const impersonated = useAppSelector((state) => state.auth.impersonation !== null);
  const roles = useQuery(rolesQuery);
  return (permission) => holds(roles.data?.permissions ?? [], role, permission, impersonated);
}
