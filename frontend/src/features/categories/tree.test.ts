import { describe, expect, it } from 'vitest';
import type { Category } from '@/api/types';
import { indented, slugsBelow, treeOf } from './tree';

const category = (slug: string, parent: string | null, depth: number): Category => ({
  id: slug,
  slug,
  name: slug.toUpperCase(),
  description: null,
  parent,
  depth,
  position: 0,
  productCount: 0,
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
});

const shelves = [category('a', null, 0), category('a1', 'a', 1), category('a11', 'a1', 2), category('b', null, 0)];

describe('the tree of categories', () => {
  it('has each below its own', () => {
    const [a, b] = treeOf(shelves);
    expect(a?.children.map((branch) => branch.category.slug)).toEqual(['a1']);
    expect(a?.children[0]?.children.map((branch) => branch.category.slug)).toEqual(['a11']);
    expect(b?.children).toEqual([]);
  });

  it('tells what lies below one, itself included', () => {
    expect([...slugsBelow(shelves, 'a')]).toEqual(['a', 'a1', 'a11']);
    expect([...slugsBelow(shelves, 'b')]).toEqual(['b']);
  });

  it('is moved in where it is chosen from', () => {
    expect(indented(shelves)[2]).toEqual({ value: 'a11', label: '\u2003\u2003A11' });
  });
});
