import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { ORDERS_KEY } from './queries';

/** Asks again for everything that an order's change shows in. */
export function useOrdersChanged() {
  const queries = useQueryClient();
  return async () => {
    const keys = [ORDERS_KEY, ['all-payments'], ['ledger'], ['products'], ['revenue']];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

/** Marks an order as on its way. */
export const fulfilOrder = ({ id, tracking }: { id: string; tracking?: string }) =>
  api.post('/orders/{id}/fulfilment', { path: { id }, body: { tracking: tracking || undefined } });

export function useFulfilOrder() {
  const onSuccess = useOrdersChanged();
  return useMutation({ mutationFn: fulfilOrder, onSuccess });
}

/** Cancels an order; one that is paid is refunded, and its goods go back into stock. */
export function useCancelOrder() {
  const onSuccess = useOrdersChanged();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      api.post('/orders/{id}/cancellation', { path: { id }, body: { reason: reason || undefined } }),
    onSuccess,
  });
}
