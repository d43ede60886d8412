import type { PaymentEventSummary } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useAllPaymentsMessages, usePaymentEventsMessages } from '@/lib/messages/trade';
import type { Column } from '@/ui/Table';
import classes from './Events.module.css';
import { EventStatusPill } from './EventStatusPill';

/** The columns of the inbox. */
export function useEventColumns(onOpen: (event: PaymentEventSummary) => void): Column<PaymentEventSummary>[] {
  const t = usePaymentEventsMessages();
  const payments = useAllPaymentsMessages();
  const format = useFormat();
  return [
    {
      key: 'event',
      label: t.column.event,
      cell: (event) => (
        <div className={classes.what}>
          <button type="button" className={`rowLink ${classes.type}`} onClick={() => onOpen(event)}>
            {event.type}
          </button>
          <p className={classes.id}>{event.eventId}</p>
          <p className={classes.narrow}>
            <EventStatusPill status={event.status} />
          </p>
        </div>
      ),
    },
    {
      key: 'status',
      label: t.column.status,
      from: 'medium',
      cell: ({ status }) => <EventStatusPill status={status} />,
    },
    {
      key: 'attempts',
      label: t.column.attempts,
      from: 'medium',
      align: 'end',
      cell: ({ attempts }) => format.number(attempts),
    },
    {
      key: 'error',
      label: t.column.error,
      from: 'wide',
      cell: ({ error }) =>
        error ? (
          <span className={classes.error} title={error}>
            {error}
          </span>
        ) : (
          <span className={classes.quiet}>–</span>
        ),
    },
    {
      key: 'provider',
      label: t.column.provider,
      from: 'wide',
      cell: ({ provider }) => payments.provider[provider],
    },
    {
      key: 'received',
      label: t.column.received,
      sort: 'receivedAt',
      align: 'end',
      cell: ({ receivedAt }) => (
        <time dateTime={receivedAt} title={format.dateTime(receivedAt)} className={classes.when}>
          {format.relative(receivedAt)}
        </time>
      ),
    },
  ];
}
