import { ApiError } from './errors';
import { send } from './http';

/**
 * Ends the session of a token with which an administrator acts in another user's name. It goes without cookies, for
 * the answer would take away that of the administrator's own session.
 *
 * @throws NetworkError when no answer came; a session that has ended already is what was asked for
 */
export async function endBorrowedSession(token: string): Promise<void> {
  try {
    await send({ method: 'POST', path: '/auth/logout', token, withoutCookies: true });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
}
