import { useRef } from 'react';
import { ApiError } from '@/api/errors';
import { newAttempt } from '@/lib/attempt';

/**
 * Sends what is to happen once. A try after which no answer came is repeated under the same name, so that it has no
 * second effect when only the answer was lost; what was answered is over, and the next try has a name of its own.
 */
export function useAttempt() {
  const attempt = useRef(newAttempt());
  return async <Answer>(body: unknown, send: (idempotencyKey: string) => Promise<Answer>): Promise<Answer> => {
    try {
      const answer = await send(attempt.current.keyFor(body));
      attempt.current = newAttempt();
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) attempt.current = newAttempt();
      throw error;
    }
  };
}
