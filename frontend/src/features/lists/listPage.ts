/** What every list of the studio is asked for: which rows, in which order. */
export interface ListQuestion<Sort extends string = string> {
  page: number;
  search: string;
  sort: Sort;
  order: 'asc' | 'desc';
}

/** One page of a list. */
export interface ListPage<Row> {
  rows: Row[];
  pages: number;
  /** How many rows there are on all pages. */
  total: number;
}

const PAGE_SIZE = 20;

/** The question as the API takes it. */
export function asked<Sort extends string>({ page, search, sort, order }: ListQuestion<Sort>) {
  return { page, limit: PAGE_SIZE, sort, order, search: search || undefined };
}

/**
 * The API's answer as one page of a list.
 *
 * @param answer the items with their pagination; the contract makes all fields of an item optional, since `fields=`
 * can leave any out, which we never ask for
 */
export function pageOf<Row>(answer: {
  items: unknown[];
  pagination: { total?: number | null; totalPages?: number | null };
}): ListPage<Row> {
  const { items, pagination } = answer;
  return {
    rows: items as Row[],
    pages: Math.max(1, pagination.totalPages ?? 1),
    total: pagination.total ?? items.length,
  };
}
