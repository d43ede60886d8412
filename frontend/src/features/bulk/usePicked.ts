import { useState } from 'react';

/** Rows that are chosen in a list; they stay chosen when one turns its pages. */
export function usePicked<Row extends { id: string }>() {
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map());

  function pick(rows: Row[], wanted: boolean) {
    const next = new Map(picked);
    for (const row of rows) {
      if (wanted) next.set(row.id, row);
      else next.delete(row.id);
    }
    setPicked(next);
  }

  return {
    rows: [...picked.values()],
    keys: new Set(picked.keys()),
    pick,
    clear: () => setPicked(new Map()),
  };
}
