import { describe, expect, it } from 'vitest';
import type { Order, Product } from '@/api/types';
import type { CartLine } from '@/features/cart/useCartLines';
import { repricedIn } from './repricing';

const item = (productId: string, unitPrice: string) => ({ productId, name: `A ${productId}`, unitPrice });
const order = (...items: ReturnType<typeof item>[]) => ({ items }) as unknown as Order;
const seen = (productId: string, price: string): CartLine => ({
  productId,
  quantity: 1,
  product: { price } as Product,
  state: 'fine',
});

describe('repricedIn', () => {
  it('tells what costs something else than was shown', () => {
    expect(
      repricedIn(order(item('lamp', '55.00'), item('cup', '28.00')), [seen('lamp', '40.00'), seen('cup', '28.00')]),
    ).toEqual([{ name: 'A lamp', before: '40.00', now: '55.00' }]);
  });

  it('takes the same amount in other words for the same', () => {
    expect(repricedIn(order(item('lamp', '40')), [seen('lamp', '40.00')])).toEqual([]);
  });

  it('says nothing of what was not seen', () => {
    expect(repricedIn(order(item('lamp', '40.00')), [])).toEqual([]);
  });
});
