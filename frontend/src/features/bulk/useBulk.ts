import { useRef, useState } from 'react';

/** How many requests are under way at a time. */
const AT_ONCE = 3;

/** Something that can be told from others, and to people. */
interface Named {
  id: string;
  name: string;
}

export interface Failure {
  row: Named;
  error: unknown;
}

export interface BulkRun {
  title: string;
  total: number;
  done: number;
  failures: Failure[];
  state: 'running' | 'stopped' | 'finished';
}

/** Does something with many rows, each by a request of its own, and tells how far it has come and what did not work. */
export function useBulk<Row extends Named>() {
  const [run, setRun] = useState<BulkRun | null>(null);
  const stopped = useRef(false);

  /** @returns the rows with which it worked */
  async function start(title: string, rows: Row[], act: (row: Row) => Promise<unknown>): Promise<Row[]> {
    stopped.current = false;
    setRun({ title, total: rows.length, done: 0, failures: [], state: 'running' });
    const waiting = [...rows];
    const worked: Row[] = [];
    const worker = async () => {
      while (waiting.length > 0 && !stopped.current) {
        const row = waiting.shift()!;
        const failure = await attempt(row, act);
        if (!failure) worked.push(row);
        setRun((now) => now && { ...now, done: now.done + 1, failures: now.failures.concat(failure ?? []) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    setRun((now) => now && { ...now, state: now.done < now.total ? 'stopped' : 'finished' });
    return worked;
  }

  return {
    run,
    start,
    stop: () => {
      stopped.current = true;
    },
    close: () => setRun(null),
  };
}

async function attempt<Row extends Named>(row: Row, act: (row: Row) => Promise<unknown>): Promise<Failure | null> {
  try {
    await act(row);
    return null;
  } catch (error) {
    return { row, error };
  }
}
