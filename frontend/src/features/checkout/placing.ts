import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { ApiError, NetworkError } from '@/api/errors';
import type { Address, Order } from '@/api/types';
import { takeOut, type CartItem } from '@/features/cart/cart';
import { ORDERS_KEY, orderQuery } from '@/features/orders/queries';
import { newAttempt } from '@/lib/attempt';
import { tabStorage } from '@/lib/storage';

/** What is ordered. Prices are the server's alone. */
interface Wish {
  items: CartItem[];
  currency: string;
  shippingAddress: Address;
}

const KEY = 'groundwork.checkout.attempt';

/** When it is tried again by itself after an answer that did not come, in milliseconds. */
const PAUSES_MS = [800, 2_500];

/**
 * Places an order. As long as nobody knows whether it has been placed, the same wish goes under the same name, also
 * after the page was loaded anew: it becomes one order however often it is sent.
 */
export function usePlaceOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => place(wish),
    onSuccess(order, wish) {
      queries.setQueryData(orderQuery(order.id).queryKey, order);
      void queries.invalidateQueries({ queryKey: ORDERS_KEY, refetchType: 'none' });
      takeOut(wish.items);
    },
  });
}

async function place(wish: Wish): Promise<Order> {
  const idempotencyKey = attemptAt(wish);
  for (let turn = 0; ; turn += 1) {
    try {
      const order = await api.post('/orders', { body: wish, idempotencyKey });
      tabStorage.remove(KEY);
      return order;
    } catch (error) {
      const open = isOpen(error);
      // With an answer this attempt is over; the next one is another.
      if (!open) tabStorage.remove(KEY);
      const pause = PAUSES_MS[turn];
      if (!open || pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Whether the order may have been placed all the same: no answer came, or the first request is still under way. */
function isOpen(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  if (!(error instanceof ApiError)) return false;
  return error.status >= 500 || (error.status === 409 && error.details.length === 0);
}

/** The name of this attempt; the old one while the wish is the same. */
function attemptAt(wish: Wish): string {
  const body = JSON.stringify(wish);
  const [key, kept] = tabStorage.read(KEY)?.split('\n', 2) ?? [];
  if (key && kept === body) return key;
  const next = newAttempt();
  tabStorage.write(KEY, `${next}\n${body}`);
  return next;
}
