import type { PaymentStatus } from '@/api/types';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { isZero } from '@/lib/money';
import { Pill, type PillTone } from '@/ui/Pill';

const TONES: Record<PaymentStatus, PillTone> = {
  requires_payment_method: 'warn',
  requires_action: 'warn',
  processing: 'neutral',
  succeeded: 'good',
  canceled: 'neutral',
};

interface PaymentStatusPillProps {
  payment: { status: PaymentStatus; amount: string; refunded: string };
}

/** How far a payment is, and whether it has gone back. */
export function PaymentStatusPill({ payment: { status, amount, refunded } }: PaymentStatusPillProps) {
  const t = useAllPaymentsMessages();
  return (
    <>
      <Pill tone={TONES[status]}>{t.status[status]}</Pill>
      {!isZero(refunded) && <Pill tone="bad">{refunded === amount ? t.whole : t.partly}</Pill>}
    </>
  );
}
