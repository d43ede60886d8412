import { useState } from 'react';
import { storage } from '@/lib/storage';
import type { Column } from '@/ui/Table';

/**
 * The columns of a table that are shown, and the way to choose. The first is what a row is about, and stays.
 *
 * @param list names the list, under which the choice is kept on this device
 * @param all the columns
 */
export function useColumnChoice<Row>(list: string, all: Column<Row>[]) {
  const key = `groundwork.${list}.hidden-columns`;
  const [hidden, setHidden] = useState(() => (storage.read(key) ?? '').split(' ').filter(Boolean));

  function toggle(column: string) {
    const next = hidden.includes(column) ? hidden.filter((other) => other !== column) : [...hidden, column];
    setHidden(next);
    storage.write(key, next.join(' '));
  }

  const [first, ...rest] = all;
  return {
    shown: [first!, ...rest.filter((column) => !hidden.includes(column.key))],
    // What has no heading to be seen, as what can be done with a row, is there always.
    choices: rest
      .filter(({ hideLabel }) => !hideLabel)
      .map(({ key: column, label }) => ({ key: column, label, shown: !hidden.includes(column) })),
    toggle,
  };
}
