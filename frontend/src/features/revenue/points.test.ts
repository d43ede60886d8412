import { describe, expect, it } from 'vitest';
import { barsOf, dayNames, growth } from './points';

const point = (from: string, gross: string) => ({
  from,
  orders: 1,
  subscriptions: 0,
  gross,
  refunds: '1.00',
  net: '8.00',
  tax: '1.00',
  fees: '0.30',
});

describe('the bars of a chart', () => {
  const names = dayNames('en-GB', (day) => `Week of ${day}`);

  it('are called by day, week or month, in the time of the books', () => {
    const calls = (['day', 'week', 'month'] as const).map((interval) => {
      const [bar] = barsOf([point('2026-11-01', '10.00')], null, interval, names);
      return [bar!.label, bar!.title];
    });
    expect(calls).toEqual([
      ['1 Nov', '1 November 2026'],
      ['1 Nov', 'Week of 1 November 2026'],
      ['Nov 26', 'November 2026'],
    ]);
  });

  it('stand beside what was before, as far as there is something', () => {
    const points = [point('2026-11-01', '10.00'), point('2026-11-02', '20.00')];
    const bars = barsOf(points, [point('2026-10-30', '7.50')], 'day', names);
    expect(bars.map(({ before }) => before)).toEqual([7.5, null]);
    expect(bars[0]!.exact.before).toBe('7.50');
    expect(barsOf(points, null, 'day', names)[0]!.before).toBeNull();
  });

  it('grow by a part of what was before', () => {
    expect(growth(15, 10)).toBe(0.5);
    expect(growth(5, 10)).toBe(-0.5);
    expect(growth(5, -10)).toBe(1.5);
    expect(growth(5, 0)).toBeNull();
  });
});
