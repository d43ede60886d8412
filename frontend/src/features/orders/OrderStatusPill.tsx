import { useOrdersMessages } from '@/lib/messages/orders';
import { Pill, type PillTone } from '@/ui/Pill';
import type { OrderStatus } from './queries';

const TONES: Record<OrderStatus, PillTone> = {
  pending: 'warn',
  paid: 'good',
  fulfilled: 'good',
  canceled: 'neutral',
  expired: 'neutral',
  refunded: 'neutral',
};

/** Where an order is. */
export function OrderStatusPill({ status }: { status: OrderStatus }) {
  const t = useOrdersMessages();
  return <Pill tone={TONES[status]}>{t.status[status]}</Pill>;
}
