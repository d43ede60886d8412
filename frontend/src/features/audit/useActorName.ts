import type { AuditEntry } from '@/api/types';
import { useAuditMessages } from '@/lib/messages/studio';

/** Says who acted: by name or address, as long as they are known. */
export function useActorName(): (entry: AuditEntry) => string {
  const t = useAuditMessages();
  return ({ actorId, actorName, actorEmail }) => actorName ?? actorEmail ?? (actorId ? t.gone : t.nobody);
}
