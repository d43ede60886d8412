import { useListParams } from '@/features/lists/useListParams';
import type { AuditFilter } from './queries';

const USUAL: Record<keyof AuditFilter, string> = { actor: '', action: '', resource: '', about: '', from: '', to: '' };

const UUID = /^[0-9a-f-]{36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filters of the trail, as they stand in the address; what the API would refuse is left out. */
export function useAuditFilter(): [AuditFilter, (change: Partial<AuditFilter>) => void] {
  const [params, change] = useListParams(USUAL);
  const filter = {
    ...params,
    actor: UUID.test(params.actor) ? params.actor : '',
    from: DAY.test(params.from) ? params.from : '',
    to: DAY.test(params.to) ? params.to : '',
  };
  return [filter, change];
}
