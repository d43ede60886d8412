import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { NetworkError } from '@/api/errors';
import { createQueryClient } from './queryClient';

afterEach(() => onlineManager.setOnline(true));

it('says at once that something could not be done without a connection, and does not do it later', async () => {
  let sent = 0;
  onlineManager.setOnline(false);
  const queries = createQueryClient();
  const mutation = queries.getMutationCache().build(queries, {
    mutationFn: () => {
      sent += 1;
      return Promise.reject(new NetworkError(null));
    },
  });
  await expect(mutation.execute(undefined)).rejects.toBeInstanceOf(NetworkError);
  onlineManager.setOnline(true);
  expect(sent).toBe(1);
});
