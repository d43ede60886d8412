import { useMemberMessages } from '@/lib/messages/member';

/** Names a role in the reader's language; one that has no name yet keeps its own. */
export function useRoleName(): (role: string) => string {
  const names: Record<string, string> = useMemberMessages().profile.role;
  return (role) => names[role] ?? role;
}
