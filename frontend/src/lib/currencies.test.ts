import { describe, expect, it } from 'vitest';
import { isAmount, placesOf, plainAmount } from './currencies';

describe('amounts', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('of %s have %i decimal places', (currency, places) => expect(placesOf(currency)).toBe(places));

  it.each([
    ['499', 'USD', true],
    ['499.5', 'USD', true],
    ['499.00', 'USD', true],
    ['499.005', 'USD', false],
    ['500', 'JPY', true],
    ['500.0', 'JPY', false],
    ['1.234', 'KWD', true],
    ['-1', 'USD', false],
    ['1e3', 'USD', false],
    ['1,5', 'USD', false],
  ])('%s %s: %s', (amount, currency, fine) => expect(isAmount(amount, currency)).toBe(fine));

  it('are taken with a comma as well, but not with two signs', () => {
    expect(plainAmount(' 1249,50 ')).toBe('1249.50');
    expect(plainAmount('1,249.50')).toBe('1,249.50');
  });
});
