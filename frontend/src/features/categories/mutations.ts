import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Category } from '@/api/types';
import { categoriesQuery } from '@/features/catalog/queries';

export interface CategoryBody {
  name: string;
  slug?: string;
  parent: string | null;
  description: string | null;
}

/** Asks again for the categories, and for the products, which carry their names. */
function useCategoriesChanged() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: categoriesQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['products'] }),
    ]);
  };
}

export function useCreateCategory() {
  const onSuccess = useCategoriesChanged();
  return useMutation({
    mutationFn: (body: CategoryBody & { position: number }) => api.post('/categories', { body }),
    onSuccess,
  });
}

export function useUpdateCategory(id: string) {
  const onSuccess = useCategoriesChanged();
  return useMutation({
    mutationFn: (body: CategoryBody) => api.patch('/categories/{id}', { path: { id }, body }),
    onSuccess,
  });
}

export function useDeleteCategory() {
  const onSuccess = useCategoriesChanged();
  return useMutation({
    mutationFn: ({ id }: Category) => api.delete('/categories/{id}', { path: { id } }),
    onSuccess,
  });
}

/** Puts categories that are below the same one into an order; only those whose place changes are sent. */
export function useArrangeCategories() {
  const onSettled = useCategoriesChanged();
  return useMutation({
    mutationFn: async (order: Category[]) => {
      for (const [position, { id, position: before }] of order.entries()) {
        if (position !== before) await api.patch('/categories/{id}', { path: { id }, body: { position } });
      }
    },
    onSettled,
  });
}
