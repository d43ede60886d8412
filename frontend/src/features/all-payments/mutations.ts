import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '@/api/client';
import type { Refund } from '@/api/types';
import { newAttempt } from '@/lib/attempt';
import { PAYMENTS_KEY } from './queries';

interface RefundRequest {
  /** In major units. */
  amount: string;
  reason: string;
}

/** Pays a part or all of it back. What is sent again unchanged, since no answer came, happens once. */
export function useRefund(id: string) {
  const queries = useQueryClient();
  const attempt = useRef(newAttempt());
  return useMutation({
    mutationFn: async ({ amount, reason }: RefundRequest) => {
      const body = { amount, reason: reason || undefined };
      const idempotencyKey = attempt.current.keyFor(body);
      return (await api.post('/payments/{id}/refunds', { path: { id }, body, idempotencyKey })) as Refund;
    },
    onSuccess: async () => {
      attempt.current = newAttempt();
      const keys = [PAYMENTS_KEY, ['all-orders'], ['ledger'], ['payment-events'], ['revenue']];
      await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
