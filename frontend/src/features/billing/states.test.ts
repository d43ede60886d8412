import { describe, expect, it } from 'vitest';
import { addDays, daysUntil, hasTried, liveOf, shareOf, stateOf } from './states';

const now = new Date('2026-11-22T12:00:00Z');

describe('a subscription', () => {
  it('ends soon when it was canceled and still runs', () => {
    expect(stateOf({ status: 'active', cancelAtPeriodEnd: true })).toBe('ending');
    expect(stateOf({ status: 'trialing', cancelAtPeriodEnd: true })).toBe('ending');
    expect(stateOf({ status: 'canceled', cancelAtPeriodEnd: true })).toBe('canceled');
    expect(stateOf({ status: 'past_due', cancelAtPeriodEnd: false })).toBe('past_due');
  });

  it('is the one that has not ended', () => {
    expect(liveOf([{ status: 'canceled' }, { status: 'past_due' }])).toEqual({ status: 'past_due' });
    expect(liveOf([{ status: 'canceled' }])).toBeUndefined();
  });
});

it('a trial is given once', () => {
  expect(hasTried([{ trialEndsAt: null }, { trialEndsAt: '2026-12-06T12:00:00Z' }])).toBe(true);
  expect(hasTried([{ trialEndsAt: null }])).toBe(false);
});

describe('time', () => {
  it.each([
    ['2026-11-22T11:00:00Z', 0],
    ['2026-11-22T12:00:01Z', 1],
    ['2026-12-06T12:00:00Z', 14],
  ])('left until %s is %i days', (end, days) => expect(daysUntil(end, now)).toBe(days));

  it('passes from nothing to all of a span', () => {
    expect(shareOf('2026-11-22T12:00:00Z', '2026-12-06T12:00:00Z', now)).toBe(0);
    expect(shareOf('2026-11-15T12:00:00Z', '2026-11-29T12:00:00Z', now)).toBe(0.5);
    expect(shareOf('2026-11-01T12:00:00Z', '2026-11-02T12:00:00Z', now)).toBe(1);
    expect(shareOf('2026-11-01T12:00:00Z', '2026-11-01T12:00:00Z', now)).toBe(1);
  });

  it('is counted in days', () => expect(addDays('2026-12-06T12:00:00.000Z', -3)).toBe('2026-12-03T12:00:00.000Z'));
});
