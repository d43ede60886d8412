import { queryOptions, useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { ApiError } from '@/api/errors';
import type { Product } from '@/api/types';
import { PRODUCTS_KEY } from '@/features/catalog/queries';
import { sumOf } from '@/lib/amounts';
import { useAppSelector } from '@/store/hooks';
import { useCart, type CartItem } from './cart';

/** Whether a line can be ordered as it is, and if not, why. */
type LineState = 'loading' | 'unknown' | 'fine' | 'short' | 'soldOut' | 'gone';

/** Something in the cart, with the product as it is now. */
export interface CartLine extends CartItem {
  product: Product | null;
  state: LineState;
}

/** Lines in one currency: an order has but one. */
export interface CartGroup {
  currency: string;
  lines: CartLine[];
  /** What those cost that can be ordered, before tax. */
  subtotal: string;
}

export interface Cart {
  lines: CartLine[];
  /** Lines whose products are known, by currency, in the order of their first line. */
  groups: CartGroup[];
  /** Lines whose products are not, or not any more. */
  others: CartLine[];
  pending: boolean;
  /** Something that could not be asked, with the way to ask again. */
  error: unknown;
  retry: () => void;
}

/** A product by its id, as it is at this moment. */
export const cartProductQuery = (id: string) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'id', id],
    queryFn: ({ signal }) => api.get('/products/{id}', { path: { id }, signal }) as Promise<Product>,
    staleTime: 5_000,
  });

/** The cart with what its products are, cost and have left. */
export function useCartLines(): Cart {
  const items = useCart();
  const known = useAppSelector((state) => state.auth.status !== 'restoring');
  const products = useQueries({
    queries: items.map(({ productId }) => ({ ...cartProductQuery(productId), enabled: known })),
  });
  const lines = items.map((item, place): CartLine => {
    const { data, error } = products[place]!;
    const { productId, quantity } = item;
    return { productId, quantity, product: data ?? null, state: stateOf(item, data, error) };
  });
  const failed = products.filter(({ error }) => error && !isGone(error));
  return {
    lines,
    groups: groupsOf(lines),
    others: lines.filter(({ product }) => !product),
    pending: lines.some(({ state }) => state === 'loading'),
    error: failed.find(({ data }) => !data)?.error ?? null,
    retry: () => failed.forEach(({ refetch }) => void refetch()),
  };
}

function stateOf({ quantity }: CartItem, product: Product | undefined, error: unknown): LineState {
  if (error && isGone(error)) return 'gone';
  if (!product) return error ? 'unknown' : 'loading';
  if (!product.active) return 'gone';
  if (!product.inStock) return 'soldOut';
  return product.stock < quantity ? 'short' : 'fine';
}

const isGone = (error: unknown) => error instanceof ApiError && error.status === 404;

function groupsOf(lines: CartLine[]): CartGroup[] {
  const currencies = [...new Set(lines.flatMap(({ product }) => product?.currency ?? []))];
  return currencies.map((currency) => {
    const own = lines.filter(({ product }) => product?.currency === currency);
    return { currency, lines: own, subtotal: subtotalOf(own, currency) };
  });
}

/** What the lines cost that can be ordered. */
function subtotalOf(lines: CartLine[], currency: string): string {
  const fine = lines.filter(({ state }) => state === 'fine');
  return sumOf(
    fine.map(({ product, quantity }) => ({ price: product!.price, quantity })),
    currency,
  );
}
