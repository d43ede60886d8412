import { text, yesOrNo } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

/** The list of products as the address has it, and what the API is asked for. */
export function useProductList() {
  return useStudioList({
    filters: { category: text, stock: yesOrNo, active: yesOrNo },
    sorts: ['updatedAt', 'createdAt', 'name', 'price', 'stock', 'sku'],
  });
}
