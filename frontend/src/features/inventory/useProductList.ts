import { useStudioList } from '@/features/lists/useStudioList';
import { yesOrNo } from '@/features/lists/yesOrNo';
import type { ProductQuestion } from './queries';

/** The list of products as the address has it, and what the API is asked for. */
export function useProductList() {
  const list = useStudioList({
    filters: ['category', 'stock', 'active'],
    sorts: ['updatedAt', 'createdAt', 'name', 'price', 'stock', 'sku'],
  });
  const { page, search, sort, order, params } = list;
  const question: ProductQuestion = {
    page,
    search,
    sort,
    order,
    category: params.category,
    inStock: yesOrNo(params.stock),
    active: yesOrNo(params.active),
  };
  return { list, question };
}
