import type { ListQuestion } from './listPage';
import { pageNumber, useListParams } from './useListParams';

type Params<Name extends string> = Record<Name | 'page' | 'search' | 'sort' | 'order', string>;
type Readers = Record<string, (typed: string) => unknown>;

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

/** What the API is asked for: search, sorting and page, and each filter as it was read. */
type Question<Filters extends Readers, Sort extends string> = ListQuestion<Sort> & {
  [Name in keyof Filters]: ReturnType<Filters[Name]>;
};

interface Kind<Filters extends Readers, Sort extends string, Aside extends string> {
  /** Parameters that leave rows out, and how each is read. */
  filters: Filters;
  /** By what the rows can be sorted; by the first they usually are. */
  sorts: readonly [Sort, ...Sort[]];
  /** How they are sorted usually. */
  order?: 'asc' | 'desc';
  /** Parameters that the address keeps as well, and that leave no row out. */
  aside?: readonly Aside[];
}

/** Reads a list's state from the address, and changes it there. What the list does not know is as usual. */
export function useStudioList<Filters extends Readers, Sort extends string, Aside extends string = never>(
  kind: Kind<Filters, Sort, Aside>,
): { list: StudioList<(keyof Filters & string) | Aside, Sort>; question: Question<Filters, Sort> } {
  type Name = (keyof Filters & string) | Aside;
  const { sorts, order = 'desc', aside = [] } = kind;
  const filters = Object.keys(kind.filters);
  const none = { search: '', ...blank(filters) };
  const usual = { ...none, ...blank(aside), page: '1', sort: sorts[0], order } as Params<Name>;
  const [params, change] = useListParams(usual);
  const typed: Record<string, string> = params;
  const other = order === 'desc' ? 'asc' : 'desc';
  const asked: ListQuestion<Sort> = {
    page: pageNumber(params.page),
    search: params.search,
    sort: sorts.find((sort) => sort === params.sort) ?? sorts[0],
    order: params.order === other ? other : order,
  };
  const read = filters.map((name) => [name, kind.filters[name]!(typed[name]!)]);
  return {
    list: {
      ...asked,
      params,
      change,
      narrowed: params.search !== '' || filters.some((name) => typed[name] !== ''),
      clear: () => change(none as Partial<Params<Name>>),
    },
    question: { ...asked, ...Object.fromEntries(read) },
  };
}

function blank(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']));
}
