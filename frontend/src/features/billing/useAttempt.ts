import { useRef } from 'react';
import { ApiError } from '@/api/errors';

/**
 * Sends what is to happen once. A try after which no answer came is repeated under the same name, so that it has no
 * second effect when only the answer was lost; what was answered is over, and the next try has a name of its own.
 */
export function useAttempt() {
  const key = useRef<string | null>(null);
  return async <Answer>(send: (idempotencyKey: string) => Promise<Answer>): Promise<Answer> => {
    key.current ??= newKey();
    try {
      const answer = await send(key.current);
      key.current = null;
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) key.current = null;
      throw error;
    }
  };
}

/** 128 random bits. Unlike `randomUUID`, they are there on pages without TLS as well. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
