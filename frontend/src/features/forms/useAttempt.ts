import { useRef } from 'react';
import { ApiError } from '@/api/errors';
import { newAttempt } from '@/lib/attempt';

/**
 * Sends what is to happen once. A try after which no answer came is repeated under the same name, so that it has no
 * second effect when only the answer was lost; whoever changes what is asked for, or has been answered, asks anew.
 */
export function useAttempt() {
  const underWay = useRef<{ body: string; key: string } | null>(null);
  return async <Answer>(body: unknown, send: (idempotencyKey: string) => Promise<Answer>): Promise<Answer> => {
    const text = JSON.stringify(body);
    if (underWay.current?.body !== text) underWay.current = { body: text, key: newAttempt() };
    try {
      const answer = await send(underWay.current.key);
      underWay.current = null;
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) underWay.current = null;
      throw error;
    }
  };
}
