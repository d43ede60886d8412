import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { yesOrNo } from '@/features/lists/yesOrNo';
import type { ProductFilter, ProductSort } from './queries';

const SORTS: ProductSort[] = ['createdAt', 'updatedAt', 'name', 'price', 'stock', 'sku'];

/** Filters and sorting as they stand in the address. */
export type ProductParams = Record<'page' | 'search' | 'category' | 'stock' | 'active' | 'sort' | 'order', string>;

const USUAL: ProductParams = {
  page: '1',
  search: '',
  category: '',
  stock: '',
  active: '',
  sort: 'updatedAt',
  order: 'desc',
};

export const NO_FILTER = { search: '', category: '', stock: '', active: '' };

/** Search, filters, sorting and page of the list of products, and the way to change them. */
export function useProductFilter(): [ProductFilter, ProductParams, (change: Partial<ProductParams>) => void] {
  const [params, change] = useListParams(USUAL);
  const filter: ProductFilter = {
    page: pageNumber(params.page),
    search: params.search,
    category: params.category,
    inStock: yesOrNo(params.stock),
    active: yesOrNo(params.active),
    sort: SORTS.find((sort) => sort === params.sort) ?? 'updatedAt',
    order: params.order === 'asc' ? 'asc' : 'desc',
  };
  return [filter, params, change];
}

/** Whether some products are left out. */
export function isNarrowed({ search, category, inStock, active }: ProductFilter): boolean {
  return Boolean(search || category) || inStock !== null || active !== null;
}
