import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Payment } from '@/api/types';
import { PaymentFactsCard } from '@/features/all-payments/PaymentFactsCard';
import { paymentQuery } from '@/features/all-payments/queries';
import { RefundButton } from '@/features/all-payments/RefundButton';
import { RefundsCard } from '@/features/all-payments/RefundsCard';
import { PageError } from '@/features/errors/PageError';
import { EntriesCard } from '@/features/ledger/EntriesCard';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { PaymentEventsCard } from '@/features/payment-events/PaymentEventsCard';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { Columns } from '@/ui/Columns';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';

export default function PaymentPage() {
  return (
    <StudioDoor permission="payments:read">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useAllPaymentsMessages();
  const messages = useMessages();
  const format = useFormat();
  const { paymentId = '' } = useParams();
  const found = useQuery(paymentQuery(paymentId));
  const payment = found.data;
  if (found.isError && !payment) {
    const gone = { ...t.gone, to: '/studio/payments', action: t.back };
    return <PageError error={found.error} onRetry={() => void found.refetch()} gone={gone} />;
  }
  // One page before and after loading, so that its heading keeps the focus it was given.
  return (
    <MemberPage
      title={payment ? t.heading(format.money(payment.amount, payment.currency)) : messages.common.loading}
      sub={payment && (payment.orderNumber ? t.forOrder(payment.orderNumber) : t.invoice)}
      crumb={<Crumb to="/studio/payments" label={t.back} />}
      actions={payment && <RefundButton payment={payment} />}
    >
      {payment ? <Details payment={payment} /> : <SkeletonRows count={6} />}
    </MemberPage>
  );
}

function Details({ payment }: { payment: Payment }) {
  const t = useAllPaymentsMessages();
  const may = useMay();
  const { id, failure, status, orderId, refunds } = payment;
  return (
    <Columns>
      <Stack>
        {failure && status !== 'succeeded' && <Notice tone="bad">{t.failed(failure.message)}</Notice>}
        <RefundsCard refunds={refunds} />
        {may('payment-events:read') && <PaymentEventsCard paymentId={id} />}
        {may('ledger:read') && <EntriesCard references={[`payment:${id}`, ...(orderId ? [`order:${orderId}`] : [])]} />}
      </Stack>
      <PaymentFactsCard payment={payment} />
    </Columns>
  );
}
