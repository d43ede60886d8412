import { describe, expect, it } from 'vitest';
import { NetworkError } from '@/api/errors';
import type { FileOut } from '@/api/types';
import { UploadQueue } from './uploads';

/** Uploads that end when the test says so. */
function harbor() {
  const open: { file: File; finish: (error?: unknown) => void; progress: (sent: number) => void }[] = [];
  const queue = new UploadQueue(
    (file, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        const finish = (error?: unknown) => (error ? reject(error) : resolve({ name: file.name } as FileOut));
        open.push({ file, finish, progress: onProgress });
      }),
  );
  const states = () => queue.all().map(({ name, state }) => `${name} ${state}`);
  return { queue, open, states };
}

const files = (...names: string[]) => names.map((name) => new File(['12345'], name));
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('UploadQueue', () => {
  it('sends three at once, and the next when one has arrived', async () => {
    const { queue, open, states } = harbor();
    const arrived: string[] = [];
    queue.add(files('a', 'b', 'c', 'd'), { onDone: ({ name }) => arrived.push(name) });
    expect(states()).toEqual(['a sending', 'b sending', 'c sending', 'd waiting']);
    open[0]!.progress(3);
    expect(queue.all()[0]).toMatchObject({ sent: 3, size: 5 });
    open[1]!.finish();
    await settled();
    expect(states()).toEqual(['a sending', 'b done', 'c sending', 'd sending']);
    expect(arrived).toEqual(['b']);
  });

  it('stops one when told to, and sends it again when told to', async () => {
    const { queue, open, states } = harbor();
    queue.add(files('a'));
    queue.cancel(queue.all()[0]!.id);
    await settled();
    expect(states()).toEqual(['a canceled']);
    queue.retry(queue.all()[0]!.id);
    open[1]!.finish();
    await settled();
    expect(states()).toEqual(['a done']);
  });

  it('says what failed, and goes on with the rest', async () => {
    const { queue, open, states } = harbor();
    queue.add(files('a', 'b', 'c', 'd'));
    open[0]!.finish(new NetworkError('gone'));
    await settled();
    expect(states()).toEqual(['a failed', 'b sending', 'c sending', 'd sending']);
    expect(queue.all()[0]!.problem).toBeInstanceOf(NetworkError);
    queue.cancelAll();
    queue.clear();
    await settled();
    expect(states()).toEqual([]);
  });
});
