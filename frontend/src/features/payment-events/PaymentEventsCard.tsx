import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useAllPaymentsMessages, usePaymentEventsMessages } from '@/lib/messages/trade';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Timeline } from '@/ui/Timeline';
import classes from './Events.module.css';
import { EVENT_TONES } from './EventStatusPill';
import { eventsOfPaymentQuery } from './queries';

/** What the provider has told of a payment, the latest first. */
export function PaymentEventsCard({ paymentId }: { paymentId: string }) {
  const t = useAllPaymentsMessages();
  const events = usePaymentEventsMessages();
  const found = useQuery(eventsOfPaymentQuery(paymentId));
  return (
    <Card
      title={t.events}
      aside={
        <Link className="link" to="/studio/payment-events">
          {t.allEvents}
        </Link>
      }
    >
      {found.isPending && <SkeletonRows count={3} />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes.quiet}>{t.noEvents}</p>}
      {found.data && found.data.length > 0 && (
        <Timeline
          moments={found.data.map(({ id, type, status, error, receivedAt }) => ({
            key: id,
            what: (
              <Link className="link mono" to={`/studio/payment-events?event=${id}`}>
                {type}
              </Link>
            ),
            note: error ?? events.status[status],
            at: receivedAt,
            tone: EVENT_TONES[status],
          }))}
        />
      )}
    </Card>
  );
}
