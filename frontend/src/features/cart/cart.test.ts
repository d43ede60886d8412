import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { addOrdered, addToCart, cartItems, countOf, setQuantity, takeOut, useCart } from './cart';

const KEY = 'groundwork.cart';

/** Another tab of this browser has put something else there. */
function changeElsewhere(value: string | null) {
  if (value === null) localStorage.clear();
  else localStorage.setItem(KEY, value);
  window.dispatchEvent(new StorageEvent('storage', { key: value === null ? null : KEY, newValue: value }));
}

describe('the cart', () => {
  beforeEach(() => changeElsewhere('[]'));

  it('keeps what was put in, and nothing but ids and quantities', () => {
    addToCart('laptop');
    addToCart('cup', 3);
    addToCart('laptop');
    expect(JSON.parse(localStorage.getItem(KEY)!)).toEqual([
      { productId: 'laptop', quantity: 2 },
      { productId: 'cup', quantity: 3 },
    ]);
    expect(countOf(cartItems())).toBe(5);
  });

  it('takes one out, and puts it back where it stood', () => {
    for (const id of ['a', 'b', 'c']) addToCart(id);
    setQuantity('b', 0);
    expect(cartItems().map(({ productId }) => productId)).toEqual(['a', 'c']);
    setQuantity('b', 4, 1);
    expect(cartItems()[1]).toEqual({ productId: 'b', quantity: 4 });
  });

  it('has no more of one than an order may have', () => {
    addToCart('cup', 5_000);
    expect(cartItems()).toEqual([{ productId: 'cup', quantity: 999 }]);
  });

  it('follows what another tab does with it', () => {
    const { result } = renderHook(useCart);
    act(() => changeElsewhere('[{"productId":"lamp","quantity":2}]'));
    expect(result.current).toEqual([{ productId: 'lamp', quantity: 2 }]);
    act(() => changeElsewhere(null));
    expect(result.current).toEqual([]);
  });

  it('keeps what was put in while something was ordered', () => {
    addToCart('lamp', 2);
    const ordered = cartItems();
    addToCart('lamp');
    addToCart('cup');
    takeOut(ordered);
    expect(cartItems()).toEqual([
      { productId: 'lamp', quantity: 1 },
      { productId: 'cup', quantity: 1 },
    ]);
  });

  it('takes what was ordered once, beside what is there, without what is gone', () => {
    addToCart('lamp');
    addOrdered([
      { productId: 'lamp', quantity: 2 },
      { productId: null, quantity: 1 },
    ]);
    expect(cartItems()).toEqual([{ productId: 'lamp', quantity: 3 }]);
  });

  it.each([
    '',
    '{',
    '{"productId":"a"}',
    '[{"productId":7,"quantity":1}]',
    '[{"productId":"a","quantity":-1}]',
    '[null]',
  ])('does not stumble over %s', (kept) => {
    changeElsewhere(kept);
    expect(cartItems()).toEqual([]);
  });
});
