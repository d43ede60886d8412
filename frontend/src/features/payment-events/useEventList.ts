import { useStudioList } from '@/features/lists/useStudioList';
import type { EventQuestion, EventStatus } from './queries';

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
  const list = useStudioList({ filters: ['status', 'type'], sorts: ['receivedAt', 'createdAt'], aside: ['event'] });
  const { page, search, sort, order, params } = list;
  const question: EventQuestion = {
    page,
    search,
    sort,
    order,
    status: STATUSES.find((status) => status === params.status) ?? null,
    type: params.type,
  };
  return { list, question };
}
