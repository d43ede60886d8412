import type { OrderStatus } from '@/api/types';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { isZero } from '@/lib/money';
import { Pill, type PillTone } from '@/ui/Pill';

export const ORDER_TONES: Record<OrderStatus, PillTone> = {
  pending: 'warn',
  paid: 'good',
  fulfilled: 'neutral',
  canceled: 'neutral',
  expired: 'neutral',
  refunded: 'bad',
};

interface OrderStatusPillProps {
  status: OrderStatus;
  /** What has gone back, in major units. */
  refunded?: string;
}

/** What has become of an order, in one word; and a second one when a part of the money has gone back. */
export function OrderStatusPill({ status, refunded = '0' }: OrderStatusPillProps) {
  const t = useAllOrdersMessages();
  const partly = !isZero(refunded) && (status === 'paid' || status === 'fulfilled');
  return (
    <>
      <Pill tone={ORDER_TONES[status]}>{t.status[status]}</Pill>
      {partly && <Pill tone="bad">{t.partlyRefunded}</Pill>}
    </>
  );
}
