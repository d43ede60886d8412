import { useQuery } from '@tanstack/react-query';
import type { Order, Payment } from '@/api/types';
import { BrandMark } from '@/features/payments/BrandMark';
import { orderPaymentsQuery } from '@/features/payments/queries';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import { Card } from '@/ui/Card';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill, type PillTone } from '@/ui/Pill';

const TONES: Record<Payment['status'], PillTone> = {
  requires_payment_method: 'warn',
  requires_action: 'warn',
  processing: 'neutral',
  succeeded: 'good',
  canceled: 'neutral',
};

/** With what an order was paid, and what of it was given back; nothing as long as nobody has tried. */
export function OrderPayments({ order }: { order: Order }) {
  const t = useOrdersMessages();
  // Each change of the order may have come with one of its payments.
  const { data = [] } = useQuery(orderPaymentsQuery(order.id, order.updatedAt));
  const tried = data.filter(({ card, failure }) => card || failure);
  if (tried.length === 0) return null;
  return (
    <Card title={t.payment}>
      <ItemList label={t.payments}>
        {tried.map((payment) => (
          <PaymentItem key={payment.id} payment={payment} />
        ))}
      </ItemList>
    </Card>
  );
}

function PaymentItem({ payment }: { payment: Payment }) {
  const t = useOrdersMessages();
  const format = useFormat();
  const { status, card, amount, currency, refunds, createdAt, succeededAt } = payment;
  return (
    <Item
      icon={<BrandMark brand={card?.brand ?? null} />}
      name={
        <>
          {format.money(amount, currency)}
          <Pill tone={TONES[status]}>{t.paymentStatus[status]}</Pill>
        </>
      }
      details={
        <>
          <span>{card ? t.card(brandName(card.brand), card.last4) : t.noCard}</span>
          <span>{format.dateTime(succeededAt ?? createdAt)}</span>
          {refunds.map((refund) => (
            <span key={refund.id}>
              {`${t.refund(format.money(refund.amount, refund.currency))}, ${t.refundStatus[refund.status]}`}
            </span>
          ))}
        </>
      }
    />
  );
}

/** `mastercard` to `Mastercard`. */
const brandName = (brand: string) => brand.charAt(0).toUpperCase() + brand.slice(1);
