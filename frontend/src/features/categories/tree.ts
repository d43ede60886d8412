import type { Category } from '@/api/types';

/** A category with those directly below it. */
export interface Branch {
  category: Category;
  children: Branch[];
}

/** The tree that a list in tree order stands for. */
export function treeOf(categories: Category[]): Branch[] {
  const branches = new Map(categories.map((category) => [category.slug, { category, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const above = branch.category.parent === null ? undefined : branches.get(branch.category.parent);
    (above?.children ?? roots).push(branch);
  }
  return roots;
}

/** Slugs of a category and of all below it: none of them can be above it. */
export function slugsBelow(categories: Category[], slug: string): Set<string> {
  const below = new Set([slug]);
  // Each stands after the one that it is below.
  for (const category of categories) {
    if (category.parent !== null && below.has(category.parent)) below.add(category.slug);
  }
  return below;
}

/** The categories as choices of a select, those below others moved in. */
export function indented(categories: Category[]): { value: string; label: string }[] {
  return categories.map(({ slug, name, depth }) => ({ value: slug, label: `${'\u2003'.repeat(depth)}${name}` }));
}
