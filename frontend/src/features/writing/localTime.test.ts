import { expect, it } from 'vitest';
import { fromLocal, toLocal } from './localTime';

it('gives back the moment that it was given, to the minute', () => {
  const moment = new Date(2026, 2, 29, 14, 5);
  expect(toLocal(moment)).toBe('2026-03-29T14:05');
  expect(fromLocal(toLocal(moment))).toEqual(moment);
});

it('knows what is not filled in', () => {
  expect(fromLocal('')).toBeNull();
  expect(fromLocal('2026-13-40T99:00')).toBeNull();
});
