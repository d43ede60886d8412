import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Refund } from '@/api/types';
import { useAttempt } from '@/features/forms/useAttempt';
import { PAYMENTS_KEY } from './queries';

interface RefundRequest {
  /** In major units. */
  amount: string;
  reason: string;
}

/** Pays a part or all of it back. What is sent again unchanged, since no answer came, happens once. */
export function useRefund(id: string) {
  const queries = useQueryClient();
  const once = useAttempt();
  return useMutation({
    mutationFn: async ({ amount, reason }: RefundRequest) => {
      const body = { amount, reason: reason || undefined };
      const send = (idempotencyKey: string) =>
        api.post('/payments/{id}/refunds', { path: { id }, body, idempotencyKey });
      return (await once(body, send)) as Refund;
    },
    onSuccess: async () => {
      const keys = [PAYMENTS_KEY, ['all-orders'], ['ledger'], ['payment-events'], ['revenue']];
      await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
