import { usePaymentEventsMessages } from '@/lib/messages/trade';
import { Pill, type PillTone } from '@/ui/Pill';
import type { EventStatus } from './queries';

export const EVENT_TONES: Record<EventStatus, PillTone> = {
  received: 'warn',
  processed: 'good',
  ignored: 'neutral',
  failed: 'bad',
};

/** What has become of an event. */
export function EventStatusPill({ status }: { status: EventStatus }) {
  const t = usePaymentEventsMessages();
  return <Pill tone={EVENT_TONES[status]}>{t.status[status]}</Pill>;
}
