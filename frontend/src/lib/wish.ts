import { useSyncExternalStore } from 'react';

/** Something that is not loaded before somebody wants it, and is there from then on. */
export function createWish() {
  let wanted = false;
  const listeners = new Set<() => void>();
  return {
    want() {
      wanted = true;
      for (const listener of listeners) listener();
    },
    useWanted: () =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        () => wanted,
      ),
  };
}
