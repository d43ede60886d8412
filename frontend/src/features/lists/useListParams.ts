import { useSearchParams } from 'react-router';
import { SCROLL_KEPT } from '@/lib/scroll';

/**
 * Search, filters, sorting and page of a list. They stand in the address, so that they survive a reload and can be
 * shared; what is as usual is left out.
 *
 * @param usual each parameter with the value that it has unless someone changes it
 */
export function useListParams<Params extends Record<string, string>>(
  usual: Params,
): [Params, (change: Partial<Params>) => void] {
  const [search, setSearch] = useSearchParams();
  const params = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, search.get(name) ?? value]),
  ) as Params;

  function change(part: Partial<Params>) {
    // Whoever narrows the list wants to see its beginning.
    const first = 'page' in usual ? { page: usual.page } : {};
    const next = { ...params, ...first, ...part };
    const changed = Object.entries(next).filter(([name, value]) => value !== usual[name]);
    setSearch(Object.fromEntries(changed), { replace: true, state: SCROLL_KEPT });
  }

  return [params, change];
}

/** The number of a page as it stands in an address; the first where there is none. */
export function pageNumber(text: string): number {
  return Math.max(1, Number.parseInt(text, 10) || 1);
}
