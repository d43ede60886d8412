import { useQuery } from '@tanstack/react-query';
import { orderPaymentsQuery } from '@/features/all-payments/queries';
import { EntriesCard } from '@/features/ledger/EntriesCard';

/** How an order stands in the books, and with it its payments, to which fees are booked. */
export function OrderEntriesCard({ orderId }: { orderId: string }) {
  const payments = useQuery(orderPaymentsQuery(orderId));
  const references = [`order:${orderId}`, ...(payments.data ?? []).map(({ id }) => `payment:${id}`)];
  return <EntriesCard references={references} />;
}
