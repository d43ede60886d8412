import { pageNumber, useListParams } from '@/features/lists/useListParams';
import type { ProductFilter, ProductSort } from './queries';

export const SORTS: ProductSort[] = ['relevance', 'newest', 'cheapest', 'dearest', 'name'];

/** Filters and sorting as they stand in the address. */
export type ProductParams = Record<
  'page' | 'search' | 'category' | 'inStock' | 'priceMin' | 'priceMax' | 'sort',
  string
>;

const USUAL: ProductParams = {
  page: '1',
  search: '',
  category: '',
  inStock: '',
  priceMin: '',
  priceMax: '',
  sort: '',
};

/** What `change` takes to leave out nothing. */
export const UNFILTERED: Partial<ProductParams> = {
  search: '',
  category: '',
  inStock: '',
  priceMin: '',
  priceMax: '',
};

export interface ProductFilterState {
  filter: ProductFilter;
  params: ProductParams;
  /** How many filters are in use, the search aside. */
  count: number;
  /** Changes some; as a step, where one would expect to go back from it. */
  change: (change: Partial<ProductParams>, as?: 'step') => void;
  /** The address that other values would have. */
  addressWith: (change: Partial<ProductParams>) => string;
}

/** Search, filters, sorting and page of the shop, as the address has them. */
export function useProductFilter(): ProductFilterState {
  const [params, change, addressWith] = useListParams(USUAL);
  const bounds = [price(params.priceMin), price(params.priceMax)] as const;
  // Someone who has the two the wrong way round means what lies between them.
  const swapped = bounds[0] !== null && bounds[1] !== null && bounds[0] > bounds[1];
  const filter: ProductFilter = {
    page: pageNumber(params.page),
    search: params.search,
    category: params.category,
    inStock: params.inStock === 'true',
    priceMin: swapped ? bounds[1] : bounds[0],
    priceMax: swapped ? bounds[0] : bounds[1],
    sort: chosenSort(params),
  };
  const count = [filter.category, filter.inStock, bounds[0] !== null || bounds[1] !== null].filter(Boolean).length;
  return { filter, params, count, change, addressWith };
}

/** The chosen order; else the best match first for a search, and the newest without one. */
function chosenSort({ sort, search }: ProductParams): ProductSort {
  const usual = search ? 'relevance' : 'newest';
  const chosen = SORTS.find((known) => known === sort) ?? usual;
  return chosen === 'relevance' && !search ? 'newest' : chosen;
}

/** A price of an address: a number of major units, or null. */
export function price(text: string): number | null {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null;
}
