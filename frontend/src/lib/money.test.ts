import { describe, expect, it } from 'vitest';
import { difference, isZero, sum, toMajor, toMinor } from './money';

describe('amounts', () => {
  it.each([
    ['1249.00', 'USD', 124900n],
    ['-3.5', 'EUR', -350n],
    ['0.07', 'USD', 7n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
    ['90071992547409.93', 'USD', 9007199254740993n],
  ])('%s %s is %s of the smallest unit', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
    expect(toMinor(toMajor(minor, currency), currency)).toBe(minor);
  });

  it('are added and taken from each other to the cent', () => {
    expect(sum(['0.10', '0.20', '-0.05'], 'USD')).toBe('0.25');
    expect(sum([], 'JPY')).toBe('0');
    expect(difference('100.00', ['33.33', '33.33'], 'EUR')).toBe('33.34');
    expect(difference('1.00', ['1.00'], 'EUR')).toBe('0.00');
  });

  it('can be nothing', () => {
    expect(['0', '0.00', '-0.000'].map(isZero)).toEqual([true, true, true]);
    expect(isZero('0.01')).toBe(false);
  });

  it('refuse what is none', () => {
    expect(() => toMinor('12,00', 'USD')).toThrow(RangeError);
  });
});
