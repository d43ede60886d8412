import { describe, expect, it } from 'vitest';
import { sumOf } from './amounts';

describe('sumOf', () => {
  it.each([
    ['USD', [{ price: '0.10', quantity: 3 }], '0.30'],
    [
      'USD',
      [
        { price: '1249.00', quantity: 2 },
        { price: '28.5', quantity: 1 },
      ],
      '2526.50',
    ],
    ['JPY', [{ price: '98000', quantity: 2 }], '196000'],
    ['KWD', [{ price: '1.250', quantity: 3 }], '3.750'],
    ['EUR', [{ price: '90071992547409.93', quantity: 2 }], '180143985094819.86'],
    ['USD', [], '0.00'],
    ['USD', [{ price: '0.05', quantity: 1 }], '0.05'],
  ])('in %s', (currency, parts, sum) => expect(sumOf(parts, currency)).toBe(sum));
});
