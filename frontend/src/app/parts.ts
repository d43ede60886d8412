import { lazy, useSyncExternalStore, type ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { TextPart } from '@/lib/messages/parts';

export interface Part {
  Component: ComponentType;
  handle: { load: () => Promise<unknown> };
}

type Load = () => Promise<{ default: ComponentType }>;

let underWay = 0;
const listeners = new Set<() => void>();

function count(change: 1 | -1) {
  underWay += change;
  for (const listener of listeners) listener();
}

/** A part of the interface whose code and texts are loaded when it is first shown, as the fields of a route. */
export function part(load: Load, ...texts: TextPart<unknown>[]): Part {
  let loading: ReturnType<Load> | undefined;
  const once = () => {
    if (!loading) {
      count(1);
      loading = Promise.all([load(), ...texts.map((each) => each.load())])
        .then(([module]) => module)
        .finally(() => count(-1));
    }
    return loading;
  };
  return { Component: lazy(once), handle: { load: once } };
}

/** A page that is loaded when someone goes there. */
export function page(path: string, load: Load, ...texts: TextPart<unknown>[]): RouteObject {
  return { path, ...part(load, ...texts) };
}

/** Texts that are loaded with the pages of a route, as the route's handle. */
export function textsWith(texts: TextPart<unknown>): Part['handle'] {
  return { load: texts.load };
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
