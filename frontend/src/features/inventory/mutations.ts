import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Product } from '@/api/types';
import { PRODUCTS_KEY } from './queries';
import type { ProductBody } from './productValues';

/** Asks again for everything about products, and for how many each category has. */
export function useProductsChanged() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: PRODUCTS_KEY }),
      queries.invalidateQueries({ queryKey: ['categories'] }),
    ]);
  };
}

export function useCreateProduct() {
  const onSuccess = useProductsChanged();
  return useMutation({ mutationFn: (body: ProductBody) => api.post('/products', { body }), onSuccess });
}

/** Changes some fields of a product, when it is still the version that one has seen. */
export function useUpdateProduct(id: string) {
  const onSuccess = useProductsChanged();
  return useMutation({
    mutationFn: ({ body, version }: { body: Partial<ProductBody>; version: string | null }) =>
      api.patch('/products/{id}', { path: { id }, body, ifMatch: version ?? undefined }),
    onSuccess,
  });
}

/** Deletes a product. What was known of it is not asked for again, for it is not there any more. */
export function useDeleteProduct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/products/{id}', { path: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [...PRODUCTS_KEY, 'studio'] });
      await queries.invalidateQueries({ queryKey: ['categories'] });
    },
  });
}

/** What can be done with many products, each by itself. */
export const bulkActions = {
  activate: (product: Product) => api.patch('/products/{id}', { path: { id: product.id }, body: { active: true } }),
  deactivate: (product: Product) => api.patch('/products/{id}', { path: { id: product.id }, body: { active: false } }),
  remove: (product: Product) => api.delete('/products/{id}', { path: { id: product.id } }),
};
