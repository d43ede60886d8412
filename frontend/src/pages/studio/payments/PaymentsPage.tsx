import { PaymentCsv } from '@/features/all-payments/PaymentCsv';
import { PaymentTable } from '@/features/all-payments/PaymentTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllPaymentsMessages } from '@/lib/messages/trade';

export default function PaymentsPage() {
  const t = useAllPaymentsMessages();
  return (
    <StudioPage permission="payments:read" title={t.title} sub={t.sub} actions={<PaymentCsv />}>
      <PaymentTable />
    </StudioPage>
  );
}
