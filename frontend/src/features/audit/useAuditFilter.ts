import { day, id } from '@/features/lists/readers';
import { useListParams } from '@/features/lists/useListParams';
import type { AuditFilter } from './queries';

const USUAL: Record<keyof AuditFilter, string> = { actor: '', action: '', resource: '', about: '', from: '', to: '' };

/** The filters of the trail, as they stand in the address; what the API would refuse is left out. */
export function useAuditFilter(): [AuditFilter, (change: Partial<AuditFilter>) => void] {
  const [params, change] = useListParams(USUAL);
  const filter = {
    ...params,
    actor: id(params.actor),
    from: day(params.from),
    to: day(params.to),
  };
  return [filter, change];
}
