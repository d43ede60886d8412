import { startTransition, useOptimistic } from 'react';
import { createSearchParams, useSearchParams } from 'react-router';
import { SCROLL_KEPT } from '@/lib/scroll';

/**
 * Search, filters, sorting and page of a list. They stand in the address, so that they survive a reload and can be
 * shared; what is as usual is left out.
 *
 * @param usual each parameter with the value that it has unless someone changes it
 * @returns the parameters; a way to change some of them, as a step that one can go back from or in place of the
 * present address; and the address, `?…`, that some other values would have
 */
export function useListParams<Params extends Record<string, string>>(
  usual: Params,
): [Params, (change: Partial<Params>, as?: 'step') => void, (change: Partial<Params>) => string] {
  const [search, setSearch] = useSearchParams();
  const present = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, search.get(name) ?? value]),
  ) as Params;
  // The router takes its time to show another address. What one has just chosen is chosen at once.
  const [params, foresee] = useOptimistic(present);

  function changed(part: Partial<Params>): Params {
    // Whoever narrows the list wants to see its beginning.
    const first = 'page' in usual ? { page: usual.page } : {};
    return { ...params, ...first, ...part };
  }

  function unusual(all: Params): Record<string, string> {
    return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== usual[name]));
  }

  function change(part: Partial<Params>, as?: 'step') {
    const next = changed(part);
    startTransition(() => {
      foresee(next);
      setSearch(unusual(next), { replace: as !== 'step', state: SCROLL_KEPT });
    });
  }

  return [params, change, (part) => `?${createSearchParams(unusual(changed(part))).toString()}`];
}

/** The number of a page as it stands in an address; the first where there is none. */
export function pageNumber(text: string): number {
  return Math.max(1, Number.parseInt(text, 10) || 1);
}
