import { describe, expect, it } from 'vitest';
import { brandOf, groupedExpiry, groupedNumber, isCardNumber, isGoodUntil, SANDBOX_CARDS } from './cards';

describe('card numbers', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['4242-4242 42', '4242 4242 42'],
    ['378282246310005', '3782 822463 10005'],
    ['', ''],
  ])('%s is shown as %s', (typed, shown) => expect(groupedNumber(typed)).toBe(shown));

  it.each([
    ['4', 'visa'],
    ['5555', 'mastercard'],
    ['2221', 'mastercard'],
    ['2720', 'mastercard'],
    ['37', 'amex'],
    ['2220', null],
    ['2721', null],
    ['6011', null],
  ])('%s is of %s', (number, brand) => expect(brandOf(number)).toBe(brand));

  it('of the sandbox are all well formed, and others are told apart', () => {
    expect(SANDBOX_CARDS.filter(({ number }) => !isCardNumber(number))).toEqual([]);
    expect(isCardNumber('4242 4242 4242 4241')).toBe(false);
    expect(isCardNumber('0')).toBe(false);
  });
});

describe('expiries', () => {
  it.each([
    ['1', '1'],
    ['12', '12'],
    ['123', '12/3'],
    ['12/30', '12/30'],
    ['7', '07'],
    ['7/29', '07/29'],
    ['1/29', '01/29'],
    ['12/3099', '12/30'],
  ])('%s is shown as %s', (typed, shown) => expect(groupedExpiry(typed)).toBe(shown));

  it.each([
    ['11/26', true],
    ['10/26', false],
    ['01/27', true],
    ['13/30', false],
    ['00/30', false],
    ['1230', false],
  ])('%s in November 2026: %s', (expiry, good) =>
    expect(isGoodUntil(expiry, new Date(2026, 10, 30, 23, 59))).toBe(good),
  );
});
