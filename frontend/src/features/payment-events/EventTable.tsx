import { useQuery } from '@tanstack/react-query';
import { IconInbox } from '@tabler/icons-react';
import { lazy } from 'react';
import { StudioTable } from '@/features/lists/StudioTable';
import { usePaymentEventsMessages } from '@/lib/messages/trade';
import { Later } from '@/ui/Later';
import { EventFilters } from './EventFilters';
import { eventsQuery } from './queries';
import { useEventColumns } from './useEventColumns';
import { useEventList } from './useEventList';

const EventPanel = lazy(() => import('./EventPanel'));

/** What the payment provider has told, each with its payload at the edge of the page. */
export function EventTable() {
  const t = usePaymentEventsMessages();
  const { list, question } = useEventList();
  const { params } = list;
  // Looking at an event is not going to another page of the list.
  const look = (event: string) => list.change({ event, page: params.page });
  return (
    <>
      <StudioTable
        name="payment-events"
        icon={IconInbox}
        t={t}
        list={list}
        found={useQuery(eventsQuery(question))}
        columns={useEventColumns(({ id }) => look(id))}
        filters={<EventFilters list={list} />}
      />
      <Later when={params.event !== ''}>
        <EventPanel eventId={params.event || null} onClose={() => look('')} />
      </Later>
    </>
  );
}
