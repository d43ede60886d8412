import { send } from './http';
import type { Operation, Result } from './types';

type Refreshed = Result<Operation<'post', '/auth/refresh'>>;

const LOCK = 'groundwork.refresh';

let running: Promise<string> | null = null;

/**
 * Asks for a new access token by the refresh cookie. Callers that come while one is on its way share its answer, and
 * tabs wait for each other, so that each sends the cookie which the one before has received.
 *
 * @returns the access token
 * @throws ApiError 401 when the session has ended, NetworkError when no answer came
 */
export function refreshAccessToken(): Promise<string> {
  running ??= withLock(requestToken).finally(() => {
    running = null;
  });
  return running;
}

async function requestToken(): Promise<string> {
  const envelope = (await send({ method: 'POST', path: '/auth/refresh', body: {} })) as { data: Refreshed };
  return envelope.data.accessToken;
}

function withLock(task: () => Promise<string>): Promise<string> {
  // Only secure origins have locks. Without them the server still tells racing tabs from a stolen cookie.
  return navigator.locks ? navigator.locks.request(LOCK, task) : task();
}
