import { ListChoice, named } from '@/features/lists/ListChoice';
import { usePaymentEventsMessages } from '@/lib/messages/trade';
import { STATUSES, TYPES, type useEventList } from './useEventList';

/** What narrows the inbox. */
export function EventFilters({ list }: Pick<ReturnType<typeof useEventList>, 'list'>) {
  const t = usePaymentEventsMessages();
  return (
    <>
      <ListChoice
        list={list}
        by="status"
        label={t.filter.status}
        all={t.filter.allStatuses}
        choices={named(STATUSES, t.status)}
      />
      <ListChoice
        list={list}
        by="type"
        label={t.filter.type}
        all={t.filter.allTypes}
        choices={TYPES.map((type) => ({ value: type, label: type }))}
      />
    </>
  );
}
