import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Category, Product } from '@/api/types';

export type ProductSort = 'relevance' | 'newest' | 'cheapest' | 'dearest' | 'name';

export interface ProductFilter {
  page: number;
  search: string;
  /** Slug of a category; what is in those below it counts as well. */
  category: string;
  inStock: boolean;
  /** Prices in major units, or null. */
  priceMin: number | null;
  priceMax: number | null;
  sort: ProductSort;
}

export const PRODUCTS_KEY = ['products'];

const PAGE_SIZE = 24;
/** A row of four, and one that may be left out of it. */
const SHELF_SIZE = 5;
/** Who looks around comes back to the same shelves; the server need not be asked each time. */
const FRESH_MS = 60_000;
/** What the shop is sorted into hardly changes. */
const SELDOM_MS = 300_000;

const SORTS = {
  relevance: { sort: 'relevance', order: 'desc' },
  newest: { sort: 'createdAt', order: 'desc' },
  cheapest: { sort: 'price', order: 'asc' },
  dearest: { sort: 'price', order: 'desc' },
  name: { sort: 'name', order: 'asc' },
} as const;

export interface ProductPage {
  products: Product[];
  pages: number;
  total: number;
}

/** One page of the shop. */
export const productsQuery = (filter: ProductFilter) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'list', filter],
    queryFn: async ({ signal }): Promise<ProductPage> => {
      const { page, search, category, inStock, priceMin, priceMax, sort } = filter;
      const query = {
        page,
        limit: PAGE_SIZE,
        ...SORTS[sort],
        ...(search && { search }),
        ...(category && { 'filter[category]': [category] }),
        ...(inStock && { 'filter[inStock]': true }),
        ...(priceMin !== null && { priceMin }),
        ...(priceMax !== null && { priceMax }),
      };
      const { items, pagination } = await api.get('/products', { query, signal });
      const { total, totalPages } = pagination;
      return { products: items as Product[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

/** The categories as a tree: each followed by those below it. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) => (await api.get('/categories', { signal })) as Category[],
  staleTime: SELDOM_MS,
});

/** The dearest price that there is, which ends the scale of prices; null for a shop without products. */
export const dearestQuery = queryOptions({
  queryKey: [...PRODUCTS_KEY, 'dearest'],
  queryFn: async ({ signal }) => {
    const query = { ...SORTS.dearest, limit: 1, fields: 'price,currency' };
    const { items } = await api.get('/products', { query, signal });
    const { price, currency } = (items[0] ?? {}) as Partial<Product>;
    return price && currency ? { price: Number(price), currency } : null;
  },
  staleTime: SELDOM_MS,
});

/** A product by the last part of its address. */
export const productQuery = (slug: string) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'slug', slug],
    queryFn: ({ signal }) => api.get('/products/by-slug/{slug}', { path: { slug }, signal }),
  });

/** A product as a list has already shown it. */
export function knownProduct(queries: QueryClient, slug: string): Product | undefined {
  const pages = queries.getQueriesData<ProductPage>({ queryKey: [...PRODUCTS_KEY, 'list'] });
  const shelves = queries.getQueriesData<Product[]>({ queryKey: [...PRODUCTS_KEY, 'newest'] });
  return [...pages.flatMap(([, page]) => page?.products ?? []), ...shelves.flatMap(([, shelf]) => shelf ?? [])].find(
    (product) => product.slug === slug,
  );
}

/** The newest products of a category, or of all: then those that can be had. */
export const newestQuery = (category?: string | null) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'newest', category],
    queryFn: async ({ signal }) => {
      const among = category ? { 'filter[category]': [category] } : { 'filter[inStock]': true };
      const query = { ...SORTS.newest, limit: SHELF_SIZE, ...among };
      return (await api.get('/products', { query, signal })).items as Product[];
    },
    staleTime: FRESH_MS,
  });
