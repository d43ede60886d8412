import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '@/features/catalog/queries';
import { indented } from '@/features/categories/tree';
import { ListChoice } from '@/features/lists/ListChoice';
import { useProductsMessages } from '@/lib/messages/inventory';
import type { useProductList } from './useProductList';

/** What narrows the list of products. */
export function ProductFilters({ list }: Pick<ReturnType<typeof useProductList>, 'list'>) {
  const t = useProductsMessages();
  const categories = useQuery(categoriesQuery);
  return (
    <>
      <ListChoice
        list={list}
        by="category"
        label={t.filter.category}
        all={t.filter.allCategories}
        choices={indented(categories.data ?? [])}
      />
      <ListChoice
        list={list}
        by="stock"
        label={t.filter.stock}
        all={t.filter.allStock}
        choices={[
          { value: 'yes', label: t.filter.inStock },
          { value: 'no', label: t.filter.soldOut },
        ]}
      />
      <ListChoice
        list={list}
        by="active"
        label={t.filter.state}
        all={t.filter.allStates}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.inactive },
        ]}
      />
    </>
  );
}
