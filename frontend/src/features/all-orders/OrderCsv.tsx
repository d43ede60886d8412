import type { OrderSummary } from '@/api/types';
import { CsvButton, type CsvColumn } from '@/features/lists/CsvButton';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { fullName } from '@/lib/person';
import { fetchOrders } from './queries';
import { useOrderList } from './useOrderList';

/** Takes out what the list of orders shows, search and filters included. */
export function OrderCsv() {
  const t = useAllOrdersMessages();
  const { question } = useOrderList();
  const columns: CsvColumn<OrderSummary>[] = [
    { label: t.csv.number, value: ({ number }) => number },
    { label: t.csv.status, value: ({ status }) => t.status[status] },
    { label: t.csv.customer, value: ({ customer }) => customer && fullName(customer) },
    { label: t.csv.address, value: ({ customer }) => customer && customer.email },
    { label: t.csv.items, value: ({ items }) => items.map(({ quantity, name }) => `${quantity} × ${name}`).join('; ') },
    { label: t.csv.currency, value: ({ currency }) => currency },
    { label: t.csv.subtotal, value: ({ subtotal }) => subtotal },
    { label: t.csv.tax, value: ({ tax }) => tax },
    { label: t.csv.total, value: ({ total }) => total },
    { label: t.csv.refunded, value: ({ refunded }) => refunded },
    { label: t.csv.placed, value: ({ createdAt }) => createdAt },
    { label: t.csv.paid, value: ({ paidAt }) => paidAt },
    { label: t.csv.fulfilled, value: ({ fulfilledAt }) => fulfilledAt },
    { label: t.csv.tracking, value: ({ tracking }) => tracking },
  ];
  return <CsvButton name="orders" columns={columns} fetchRows={(cursor) => fetchOrders(question, cursor)} />;
}
