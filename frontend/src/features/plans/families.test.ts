import { describe, expect, it } from 'vitest';
import { plan } from '@/testing/answers';
import { families, largestSaving, monthlyShare, planFor } from './families';

const plus = plan();
const yearly = plan({ id: 'y', slug: 'plus-yearly', interval: 'year', price: '120.00' });
const pro = plan({ id: 'p', slug: 'pro', price: '29.00' });

describe('plans by the month and by the year', () => {
  it('stand together, in the order in which they come', () => {
    expect(families([plus, yearly, pro])).toEqual([
      { key: 'plus', month: plus, year: yearly },
      { key: 'pro', month: pro },
    ]);
  });

  it('show the other where there is no such one', () => {
    const [first, second] = families([plus, yearly, pro]);
    expect(planFor(first!, 'year')).toBe(yearly);
    expect(planFor(second!, 'year')).toBe(pro);
    expect(planFor({ key: 'plus', year: yearly }, 'month')).toBe(yearly);
  });

  it('tell what a year spares, and nothing where the two cannot be compared', () => {
    expect(largestSaving(families([plus, yearly, pro]))).toBeCloseTo(1 / 6);
    expect(largestSaving(families([pro]))).toBe(0);
    expect(largestSaving(families([plus, plan({ slug: 'plus-yearly', interval: 'year', currency: 'EUR' })]))).toBe(0);
    expect(largestSaving(families([plus, plan({ slug: 'plus-yearly', interval: 'year', price: '200.00' })]))).toBe(0);
  });

  it('tell what a year costs by the month', () => {
    expect(monthlyShare(yearly)).toBe('10.00');
    expect(monthlyShare(plan({ price: '1000' }))).toBe('83');
  });
});
