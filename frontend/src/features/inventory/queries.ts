import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, versioned } from '@/api/client';
import type { Product } from '@/api/types';

export type ProductSort = 'createdAt' | 'updatedAt' | 'name' | 'price' | 'stock' | 'sku';

export interface ProductFilter {
  page: number;
  search: string;
  category: string;
  inStock: boolean | null;
  active: boolean | null;
  sort: ProductSort;
  order: 'asc' | 'desc';
}

export const PRODUCTS_KEY = ['products'];

const PAGE_SIZE = 20;

/** One page of the products, those that are not for sale among them. */
export const productsQuery = (filter: ProductFilter) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'studio', filter],
    queryFn: async ({ signal }) => {
      const { page, search, category, inStock, active, sort, order } = filter;
      const query = {
        page,
        limit: PAGE_SIZE,
        sort,
        order,
        search: search || undefined,
        ...(category && { 'filter[category]': [category] }),
        ...(inStock !== null && { 'filter[inStock]': inStock }),
        ...(active !== null && { 'filter[active]': active }),
      };
      const { items, pagination } = await api.get('/products', { query, signal });
      const { total, totalPages } = pagination;
      return { products: items as Product[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });

/** One product with its version. */
export const productQuery = (id: string) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'one', id],
    queryFn: async ({ signal }) => {
      const { data, version } = await versioned.get('/products/{id}', { path: { id }, signal });
      return { product: data as Product, version };
    },
  });
