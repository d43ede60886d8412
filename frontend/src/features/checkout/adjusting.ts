import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/errors';
import { setQuantity, type CartItem } from '@/features/cart/cart';
import { cartProductQuery } from '@/features/cart/useCartLines';

/** What an order could not have as it was wanted. */
export interface Adjustment {
  productId: string;
  wanted: number;
  /** How many there are; none when it is sold out, null when it is not for sale any more. */
  left: number | null;
}

/** The places in the order that a refusal names: `items.2.quantity`. */
export function refusedPlaces(error: unknown): number[] {
  if (!(error instanceof ApiError) || (error.status !== 409 && error.status !== 422)) return [];
  return error.details.flatMap(({ field }) => {
    const [, place] = /^items\.(\d+)\./.exec(field) ?? [];
    return place === undefined ? [] : [Number(place)];
  });
}

/** Asks what is left of what was refused, and changes the cart to that. */
export async function adjustCart(items: CartItem[], places: number[], queries: QueryClient): Promise<Adjustment[]> {
  const refused = places.flatMap((place) => items[place] ?? []);
  return Promise.all(
    refused.map(async ({ productId, quantity }) => {
      const left = await leftOf(productId, queries);
      setQuantity(productId, Math.min(left ?? 0, quantity));
      return { productId, wanted: quantity, left };
    }),
  );
}

async function leftOf(productId: string, queries: QueryClient): Promise<number | null> {
  try {
    const product = await queries.fetchQuery({ ...cartProductQuery(productId), staleTime: 0 });
    return product.active ? product.stock : null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
