import { OrderCsv } from '@/features/all-orders/OrderCsv';
import { OrderTable } from '@/features/all-orders/OrderTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllOrdersMessages } from '@/lib/messages/trade';

export default function OrdersPage() {
  const t = useAllOrdersMessages();
  return (
    <StudioPage permission="orders:read" title={t.title} sub={t.sub} actions={<OrderCsv />}>
      <OrderTable />
    </StudioPage>
  );
}
