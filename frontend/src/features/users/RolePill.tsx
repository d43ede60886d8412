import type { Role } from '@/api/types';
import { useRoleName } from '@/features/account/useRoleName';
import { Pill, type PillTone } from '@/ui/Pill';

const TONES: Record<Role, PillTone> = { admin: 'good', manager: 'warn', user: 'neutral', guest: 'neutral' };

/** What somebody may do here, in one word. */
export function RolePill({ role }: { role: Role }) {
  const roleName = useRoleName();
  return <Pill tone={TONES[role]}>{roleName(role)}</Pill>;
}
