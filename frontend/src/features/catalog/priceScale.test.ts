import { describe, expect, it } from 'vitest';
import { priceAt, stepOf, STEPS } from './priceScale';

describe('the scale of prices', () => {
  it('goes from nothing to the dearest', () => {
    expect(priceAt(0, 2849.5)).toBe(0);
    expect(priceAt(STEPS, 2849.5)).toBe(2850);
    expect(stepOf(0, 2849.5)).toBe(0);
    expect(stepOf(9999, 2849.5)).toBe(STEPS);
  });

  it('gives prices that one would say, finer where they are low', () => {
    expect(priceAt(42, 2850)).toBe(500);
    expect(priceAt(10, 2850)).toBe(29);
    expect(priceAt(80, 2850)).toBe(1800);
  });

  it('never goes back on its way', () => {
    const prices = Array.from({ length: STEPS + 1 }, (_, step) => priceAt(step, 2850));
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });
});
