import { Button, CopyButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PaymentEvent } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { showError } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { usePaymentEventsMessages } from '@/lib/messages/trade';
import { Facts, type Fact } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import classes from './EventPanel.module.css';
import { EventStatusPill } from './EventStatusPill';
import { eventQuery, useReplay } from './queries';

interface EventPanelProps {
  /** The event to show; null closes. */
  eventId: string | null;
  onClose: () => void;
}

/** An event at the edge of the page: what has become of it, and what was received. */
export default function EventPanel({ eventId, onClose }: EventPanelProps) {
  const t = usePaymentEventsMessages().panel;
  const event = useQuery({ ...eventQuery(eventId ?? ''), enabled: eventId !== null });
  return (
    <SidePanel opened={eventId !== null} onClose={onClose} title={event.data?.type ?? t.title}>
      {event.isPending && <SkeletonRows count={5} />}
      {event.isError && !event.data && <LoadError error={event.error} onRetry={() => void event.refetch()} />}
      {event.data && <Details key={event.data.id} event={event.data} />}
    </SidePanel>
  );
}

function Details({ event }: { event: PaymentEvent }) {
  const t = usePaymentEventsMessages().panel;
  const may = useMay();
  return (
    <Stack>
      {event.error && <Notice tone="bad">{event.error}</Notice>}
      <Facts facts={useFacts(event)} />
      {may('payment-events:replay') && <Replay event={event} />}
      {event.payload ? (
        <Payload payload={event.payload} title={t.payload} />
      ) : (
        <p className={classes.hint}>{t.forgotten}</p>
      )}
    </Stack>
  );
}

/** The way to have it processed again, with what came of it. */
function Replay({ event: { id, status } }: { event: PaymentEvent }) {
  const t = usePaymentEventsMessages();
  const messages = useMessages();
  const replay = useReplay(id);
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
        loading={replay.isPending || (replay.isSuccess && status === 'received')}
        onClick={() => replay.mutate(undefined, { onError: (error) => showError(error, messages) })}
      >
        {t.panel.replay}
      </Button>
      <p className={classes.hint} role="status">
        {!replay.isSuccess && t.panel.replayHint}
        {replay.isSuccess && (status === 'received' ? t.panel.replayed : t.panel.replayedTo(t.status[status]))}
      </p>
    </div>
  );
}

function Payload({ payload, title }: { payload: unknown; title: string }) {
  const t = usePaymentEventsMessages().panel;
  const text = JSON.stringify(payload, null, 2);
  return (
    <section aria-label={title}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        <CopyButton value={text}>
          {({ copied, copy }) => <CopyText copied={copied} copy={copy} label={t.copy} />}
        </CopyButton>
      </div>
      {/* It can be longer than its window, and is scrolled with the keyboard as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.payload} tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </section>
  );
}

function CopyText({ copied, copy, label }: { copied: boolean; copy: () => void; label: string }) {
  const t = useMessages();
  return (
    <Button variant="default" size="xs" onClick={copy} aria-live="polite">
      {copied ? t.common.copied : label}
    </Button>
  );
}

function useFacts(event: PaymentEvent): Fact[] {
  const t = usePaymentEventsMessages();
  const format = useFormat();
  const { status, attempts, createdAt, receivedAt, processedAt, paymentId, eventId } = event;
  const facts: (Fact | false)[] = [
    { term: t.column.status, value: <EventStatusPill status={status} /> },
    { term: t.panel.attempts, value: format.number(attempts) },
    { term: t.panel.happened, value: format.dateTime(createdAt) },
    { term: t.panel.received, value: format.dateTime(receivedAt) },
    { term: t.panel.processed, value: processedAt ? format.dateTime(processedAt) : t.panel.notYet },
    Boolean(paymentId) && {
      term: t.panel.payment,
      value: (
        <Link className="link" to={`/studio/payments/${paymentId}`}>
          {t.panel.openPayment}
        </Link>
      ),
    },
    { term: t.panel.number, value: <span className={`mono ${classes.id}`}>{eventId}</span> },
  ];
  return facts.filter((fact) => fact !== false);
}
