import type { Category } from '@/api/types';

/** The categories from the top of the tree down to one; empty for a slug that there is not. */
export function pathTo(categories: Category[], slug: string | null): Category[] {
  const category = categories.find((candidate) => candidate.slug === slug);
  return category ? [...pathTo(categories, category.parent), category] : [];
}
