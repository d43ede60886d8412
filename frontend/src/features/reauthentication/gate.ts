import { useSyncExternalStore } from 'react';

/** Where requests wait while the person shows again who they are. All that come meanwhile share one answer. */
let waiting: { answer: Promise<boolean>; settle: (confirmed: boolean) => void } | null = null;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

/** Asks the person to confirm that it is them. */
export function askToConfirm(): Promise<boolean> {
  if (!waiting) {
    let settle = (_confirmed: boolean) => {};
    const answer = new Promise<boolean>((resolve) => (settle = resolve));
    waiting = { answer, settle };
    tell();
  }
  return waiting.answer;
}

/** Lets those who wait go on, or turn back. */
export function settleConfirmation(confirmed: boolean): void {
  const settled = waiting;
  waiting = null;
  tell();
  settled?.settle(confirmed);
}

export function isConfirming(): boolean {
  return waiting !== null;
}

/** Whether someone waits for a confirmation. */
export function useConfirming(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isConfirming);
}
