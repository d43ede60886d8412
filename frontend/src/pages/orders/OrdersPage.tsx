import { MemberPage } from '@/features/navigation/MemberPage';
import { OrderList } from '@/features/orders/OrderList';
import { useOrdersMessages } from '@/lib/messages/orders';

export default function OrdersPage() {
  const t = useOrdersMessages();
  return (
    <MemberPage title={t.title} sub={t.sub}>
      <OrderList />
    </MemberPage>
  );
}
