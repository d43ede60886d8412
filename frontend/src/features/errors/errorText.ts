import { ApiError, NetworkError } from '@/api/errors';
import type { Messages } from '@/lib/messages/en';

/**
 * Says in the reader's language what went wrong. Codes that have no text of their own show the API's message, except
 * those of the server's own failures, which tell a reader nothing.
 */
export function errorText(error: unknown, t: Messages): string {
  if (error instanceof NetworkError) return t.errors.network;
  if (!(error instanceof ApiError)) return t.errors.unknown;
  switch (error.code) {
    case 'INVALID_CREDENTIALS':
      return t.errors.invalidCredentials;
    case 'RATE_LIMIT_EXCEEDED':
      return t.errors.rateLimited(Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)));
    case 'ACCOUNT_DEACTIVATED':
      return t.auth.login.deactivated;
    case 'REAUTHENTICATION_REQUIRED':
      return t.errors.unconfirmed;
    case 'FORBIDDEN':
      return t.errors.forbidden;
    case 'NOT_FOUND':
      return t.errors.notFound;
    default:
      return error.status >= 500 ? t.errors.unknown : error.message;
  }
}
