import { StudioPage } from '@/features/navigation/StudioPage';
import { EventTable } from '@/features/payment-events/EventTable';
import { usePaymentEventsMessages } from '@/lib/messages/trade';

export default function PaymentEventsPage() {
  const t = usePaymentEventsMessages();
  return (
    <StudioPage permission="payment-events:read" title={t.title} sub={t.sub}>
      <EventTable />
    </StudioPage>
  );
}
