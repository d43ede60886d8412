import type { Order } from '@/api/types';
import type { CartLine } from '@/features/cart/useCartLines';

/** Something that costs another amount in the order than it did in the cart that was on screen. */
export interface Repriced {
  name: string;
  /** Of one, in major units. */
  before: string;
  now: string;
}

/** What of an order costs something else than was shown before it was placed. */
export function repricedIn({ items }: Order, seen: CartLine[]): Repriced[] {
  return items.flatMap(({ productId, name, unitPrice }) => {
    const before = seen.find((line) => line.productId === productId)?.product?.price;
    return before === undefined || Number(before) === Number(unitPrice) ? [] : [{ name, before, now: unitPrice }];
  });
}
