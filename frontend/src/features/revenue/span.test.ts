import { describe, expect, it } from 'vitest';
import { chosenSpan, isSensible, spanBefore } from './span';

const none = { span: '', interval: '', from: '', to: '' };
const today = '2026-11-22';

describe('the time over which revenue is shown', () => {
  it('is usually the last six months by the week', () => {
    expect(chosenSpan(none, today)).toEqual({ name: '180', interval: 'week', from: '2026-05-27', to: today });
  });

  it.each([
    ['30', 'day', '2026-10-24'],
    ['90', 'week', '2026-08-25'],
    ['365', 'month', '2025-11-23'],
  ])('%s days are shown by the %s', (span, interval, from) => {
    expect(chosenSpan({ ...none, span }, today)).toEqual({ name: span, interval, from, to: today });
  });

  it('can be any two days, by what one likes unless these are too many bars', () => {
    const own = { span: 'own', interval: 'day', from: '2026-01-01', to: '2026-01-31' };
    expect(chosenSpan(own, today)).toEqual({ name: 'own', interval: 'day', from: '2026-01-01', to: '2026-01-31' });
    expect(chosenSpan({ ...own, from: '2020-01-01' }, today).interval).toBe('month');
    expect(isSensible('day', 400)).toBe(false);
  });

  it('is as usual where the address makes no sense', () => {
    const upside = chosenSpan({ span: 'own', interval: 'year', from: '2026-02-01', to: '2026-01-01' }, today);
    expect(upside).toEqual({ name: 'own', interval: 'week', from: '2026-05-27', to: today });
    expect(chosenSpan({ ...none, span: '7000' }, today).name).toBe('180');
  });

  it.each([
    ['day', '2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28'],
    ['week', '2026-05-30', '2026-11-22', '2025-11-24', '2026-05-24'],
    ['week', '2026-11-16', '2026-11-18', '2026-11-09', '2026-11-11'],
    ['month', '2025-11-23', '2026-11-22', '2024-10-01', '2025-10-23'],
    ['month', '2026-03-01', '2026-03-01', '2026-02-01', '2026-02-01'],
  ] as const)('has one before it of as many intervals: by the %s, %s to %s', (interval, from, to, first, last) => {
    expect(spanBefore({ interval, from, to })).toEqual({ from: first, to: last });
  });
});
