import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Order } from '@/api/types';

/** Whether something is going to happen to an order by itself: it is being paid, or what was paid goes back. */
export function isUnderWay({ status, paidAt, total, refunded }: Order): boolean {
  return status === 'pending' || (status === 'canceled' && paidAt !== null && refunded !== total);
}

/** Looks at an order's payments and entries anew, each time that the order has changed. */
export function useFollowed(updatedAt: string | undefined): void {
  const queries = useQueryClient();
  const seen = useRef(updatedAt);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== updatedAt) {
      for (const queryKey of [['all-payments'], ['ledger']]) void queries.invalidateQueries({ queryKey });
    }
    seen.current = updatedAt;
  }, [updatedAt, queries]);
}
