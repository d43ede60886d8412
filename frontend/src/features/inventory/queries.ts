import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, versioned } from '@/api/client';
import type { Product } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

type ProductSort = 'createdAt' | 'updatedAt' | 'name' | 'price' | 'stock' | 'sku';

interface ProductQuestion extends ListQuestion<ProductSort> {
  category: string;
  /** Whether there is any. */
  stock: boolean | null;
  active: boolean | null;
}

export const PRODUCTS_KEY = ['products'];

/** One page of the products, those that are not for sale among them. */
export const productsQuery = (question: ProductQuestion) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'studio', question],
    queryFn: async ({ signal }) => {
      const { category, stock, active } = question;
      const query = {
        ...asked(question),
        ...(category && { 'filter[category]': [category] }),
        ...(stock !== null && { 'filter[inStock]': stock }),
        ...(active !== null && { 'filter[active]': active }),
      };
      return pageOf<Product>(await api.get('/products', { query, signal }));
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
