import { oneOf, text } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';
import type { EventStatus } from './queries';

export const STATUSES: EventStatus[] = ['received', 'processed', 'ignored', 'failed'];

/** Kinds of events that the provider tells of, as it calls them. */
export const TYPES = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'charge.succeeded',
  'charge.updated',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
];

/** The inbox as the address has it, with the event that is looked at; and what the API is asked for. */
export function useEventList() {
  return useStudioList({
    filters: { status: oneOf(STATUSES), type: text },
    sorts: ['receivedAt', 'createdAt'],
    aside: ['event'],
  });
}
