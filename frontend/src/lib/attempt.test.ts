import { expect, it } from 'vitest';
import { newAttempt } from './attempt';

it('an attempt keeps its key until something else is wished for', () => {
  const attempt = newAttempt();
  const first = attempt.keyFor({ amount: '12.00' });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(attempt.keyFor({ amount: '12.00' })).toBe(first);
  const second = attempt.keyFor({ amount: '13.00' });
  expect(second).not.toBe(first);
  expect(attempt.keyFor({ amount: '12.00' })).not.toBe(first);
  expect(newAttempt().keyFor({ amount: '12.00' })).not.toBe(first);
});
