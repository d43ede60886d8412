import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Category } from '@/api/types';

export const CATEGORIES_KEY = ['categories'];

/** All categories, each after the one that it is below. */
export const categoriesQuery = queryOptions({
  queryKey: CATEGORIES_KEY,
  queryFn: async ({ signal }) => (await api.get('/categories', { signal })) as Category[],
});
