import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ApiError, NetworkError } from '@/api/errors';
import { useAttempt } from './useAttempt';

function attempts() {
  const { result } = renderHook(() => useAttempt());
  /** Sends `body`, which ends so, and tells under which name it went. */
  return async (body: unknown, end?: Error): Promise<string> => {
    let name = '';
    const sent = result.current(body, async (key) => {
      name = key;
      if (end) throw end;
    });
    await Promise.allSettled([sent]);
    return name;
  };
}

const lost = new NetworkError(new Error('offline'));
const broken = new ApiError({ status: 503, code: 'SERVICE_UNAVAILABLE', message: 'Later' });
const declined = new ApiError({ status: 402, code: 'PAYMENT_FAILED', message: 'Declined' });

it.each([
  ['no answer came', lost],
  ['nobody knows what became of it', broken],
])('what is sent again when %s keeps its name', async (_case, end) => {
  const send = attempts();
  const first = await send('plus', end);
  expect(first).toMatch(/^[\x21-\x7e]{16,}$/);
  expect(await send('plus')).toBe(first);
  expect(await send('plus')).not.toBe(first);
});

it('what was refused is tried anew, as with another card', async () => {
  const send = attempts();
  expect(await send('plus', declined)).not.toBe(await send('plus'));
});

it('something else has a name of its own', async () => {
  const send = attempts();
  const first = await send('plus', lost);
  expect(await send('pro', lost)).not.toBe(first);
  expect(await send('plus')).not.toBe(first);
});
