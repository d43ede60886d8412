import { useQuery } from '@tanstack/react-query';
import { IconShoppingBag } from '@tabler/icons-react';
import type { OrderSummary } from '@/api/types';
import { usePicked } from '@/features/bulk/usePicked';
import { StudioTable } from '@/features/lists/StudioTable';
import { useMay } from '@/features/roles/useMay';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { OrderBulk } from './OrderBulk';
import { OrderFilters } from './OrderFilters';
import { ordersQuery } from './queries';
import { useOrderColumns } from './useOrderColumns';
import { useOrderList } from './useOrderList';

/** Everyone's orders. */
export function OrderTable() {
  const t = useAllOrdersMessages();
  const may = useMay();
  const { list, question } = useOrderList();
  const picked = usePicked<OrderSummary>();
  const picking = { picked, labelOf: ({ number }: OrderSummary) => t.pick(number), allLabel: t.pickPage };
  return (
    <StudioTable
      name="orders"
      icon={IconShoppingBag}
      t={t}
      list={list}
      found={useQuery(ordersQuery(question))}
      columns={useOrderColumns()}
      filters={<OrderFilters list={list} />}
      picking={may('orders:fulfil') ? picking : undefined}
    >
      <OrderBulk picked={picked} />
    </StudioTable>
  );
}
