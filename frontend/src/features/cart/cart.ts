import { useSyncExternalStore } from 'react';
import { storage } from '@/lib/storage';

/** What someone wants of a product. What it is and costs is asked anew each time it is shown. */
export interface CartItem {
  productId: string;
  quantity: number;
}

/** The most that one order may have: of different products, and of one of them. */
const MOST_PRODUCTS = 100;
export const MOST_OF_ONE = 999;

const KEY = 'groundwork.cart';

let items = parse(storage.read(KEY));
const listeners = new Set<() => void>();

// Another tab has changed it; `null` means that all of the storage was cleared.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === KEY || key === null) show(parse(key === null ? null : newValue));
});

/** What is in the cart of this browser, the same in all its tabs. */
export function useCart(): readonly CartItem[] {
  return useSyncExternalStore(listen, cartItems);
}

/** What is in the cart at this moment. */
export function cartItems(): readonly CartItem[] {
  return items;
}

/** How many of a product are in it. */
export function quantityOf(productId: string, among: readonly CartItem[] = items): number {
  return among.find((item) => item.productId === productId)?.quantity ?? 0;
}

/** How many things are in it, counted singly. */
export function countOf(among: readonly CartItem[]): number {
  return among.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Puts some of a product in, beside those that are there already. */
export function addToCart(productId: string, quantity = 1): void {
  setQuantity(productId, quantityOf(productId) + quantity);
}

/** Says how many of a product are wanted; none takes it out. A new one comes last, or to its old place. */
export function setQuantity(productId: string, quantity: number, place = items.length): void {
  const wanted = Math.min(MOST_OF_ONE, Math.max(0, Math.round(quantity)));
  if (wanted === 0) return keep(items.filter((item) => item.productId !== productId));
  if (quantityOf(productId) > 0) {
    return keep(items.map((item) => (item.productId === productId ? { productId, quantity: wanted } : item)));
  }
  keep(items.toSpliced(place, 0, { productId, quantity: wanted }).slice(0, MOST_PRODUCTS));
}

/** Puts in what was ordered once, as far as it is still known. */
export function addOrdered(ordered: readonly { productId: string | null; quantity: number }[]): void {
  for (const { productId, quantity } of ordered) if (productId) addToCart(productId, quantity);
}

/** Takes out what has been ordered. What was put in meanwhile stays. */
export function takeOut(ordered: readonly CartItem[]): void {
  const left = items.map(({ productId, quantity }) => ({
    productId,
    quantity: quantity - quantityOf(productId, ordered),
  }));
  keep(left.filter(({ quantity }) => quantity > 0));
}

function keep(next: readonly CartItem[]) {
  storage.write(KEY, JSON.stringify(next));
  show(next);
}

function show(next: readonly CartItem[]) {
  items = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The kept cart, without what nobody can have put there. */
function parse(kept: string | null): readonly CartItem[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found) ? found.filter(isItem).slice(0, MOST_PRODUCTS) : [];
  } catch {
    return [];
  }
}

function isItem(found: unknown): found is CartItem {
  const { productId, quantity } = (found ?? {}) as Partial<CartItem>;
  return typeof productId === 'string' && Number.isInteger(quantity) && quantity! >= 1 && quantity! <= MOST_OF_ONE;
}
