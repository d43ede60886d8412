import { usePaymentEventsMessages } from '@/lib/messages/trade';
import { FilterSelect } from '@/ui/FilterSelect';
import { STATUSES, TYPES, type useEventList } from './useEventList';

/** What narrows the inbox. */
export function EventFilters({ list: { params, change } }: Pick<ReturnType<typeof useEventList>, 'list'>) {
  const t = usePaymentEventsMessages();
  return (
    <>
      <FilterSelect
        label={t.filter.status}
        all={t.filter.allStatuses}
        value={params.status}
        choices={STATUSES.map((status) => ({ value: status, label: t.status[status] }))}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        label={t.filter.type}
        all={t.filter.allTypes}
        value={params.type}
        choices={TYPES.map((type) => ({ value: type, label: type }))}
        onChange={(type) => change({ type })}
      />
    </>
  );
}
