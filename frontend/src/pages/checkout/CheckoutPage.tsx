import { useParams } from 'react-router';
import { NewOrder } from '@/features/checkout/NewOrder';
import { PayOrder } from '@/features/checkout/PayOrder';
import { RequireSession } from '@/features/session/RequireSession';

export default function CheckoutPage() {
  const { orderId } = useParams();
  return <RequireSession>{orderId ? <PayOrder key={orderId} id={orderId} /> : <NewOrder />}</RequireSession>;
}
