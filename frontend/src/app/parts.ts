import { lazy, useSyncExternalStore, type ComponentType } from 'react';

export interface Part {
  Component: ComponentType;
  handle: { load: () => Promise<unknown> };
}

let underWay = 0;
const listeners = new Set<() => void>();

function count(change: 1 | -1) {
  underWay += change;
  for (const listener of listeners) listener();
}

/** A part of the interface whose code is loaded when it is first shown, as the fields of a route. */
export function part(load: () => Promise<{ default: ComponentType }>): Part {
  let loading: ReturnType<typeof load> | undefined;
  const once = () => {
    if (!loading) {
      count(1);
      loading = load().finally(() => count(-1));
    }
    return loading;
  };
  return { Component: lazy(once), handle: { load: once } };
}

/** Whether the code of some part is on its way. */
export function usePartUnderWay(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => underWay > 0,
  );
}
