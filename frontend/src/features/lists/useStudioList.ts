import type { ListQuestion } from './listPage';
import { pageNumber, useListParams } from './useListParams';

type Params<Name extends string> = Record<Name | 'page' | 'search' | 'sort' | 'order', string>;

/** Search, filters, sorting and page of a list of the studio, as they stand in the address. */
export interface StudioList<Name extends string = string, Sort extends string = string> extends ListQuestion<Sort> {
  /** All of it as text; empty where nothing is chosen. */
  params: Params<Name>;
  change: (change: Partial<Params<Name>>) => void;
  /** Whether some rows are left out. */
  narrowed: boolean;
  /** Leaves nothing out any more. */
  clear: () => void;
}

interface Kind<Filter extends string, Sort extends string, Aside extends string> {
  /** Parameters that leave rows out. */
  filters: readonly Filter[];
  /** By what the rows can be sorted; by the first they usually are. */
  sorts: readonly [Sort, ...Sort[]];
  /** How they are sorted usually. */
  order?: 'asc' | 'desc';
  /** Parameters that the address keeps as well, and that leave no row out. */
  aside?: readonly Aside[];
}

/** Reads a list's state from the address, and changes it there. What the list does not know is as usual. */
export function useStudioList<Filter extends string, Sort extends string, Aside extends string = never>(
  kind: Kind<Filter, Sort, Aside>,
): StudioList<Filter | Aside, Sort> {
  const { filters, sorts, order = 'desc', aside = [] } = kind;
  const none = { search: '', ...blank(filters) };
  const usual = { ...none, ...blank(aside), page: '1', sort: sorts[0], order } as Params<Filter | Aside>;
  const [params, change] = useListParams(usual);
  const other = order === 'desc' ? 'asc' : 'desc';
  return {
    params,
    change,
    page: pageNumber(params.page),
    search: params.search,
    sort: sorts.find((sort) => sort === params.sort) ?? sorts[0],
    order: params.order === other ? other : order,
    narrowed: params.search !== '' || filters.some((filter) => params[filter] !== ''),
    clear: () => change(none as Partial<Params<Filter | Aside>>),
  };
}

function blank(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']));
}
