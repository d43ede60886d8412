import { useSyncExternalStore } from 'react';

let wanted = false;
const listeners = new Set<() => void>();

/** Has the tray of uploads loaded. The queue itself comes with the pages that upload. */
export function wantTray(): void {
  wanted = true;
  for (const listener of listeners) listener();
}

export function useTrayWanted(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
}
