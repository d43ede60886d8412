import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '@/features/catalog/queries';
import { indented } from '@/features/categories/tree';
import { useProductsMessages } from '@/lib/messages/inventory';
import { FilterSelect } from '@/ui/FilterSelect';
import type { useProductList } from './useProductList';

/** What narrows the list of products. */
export function ProductFilters({ list: { params, change } }: Pick<ReturnType<typeof useProductList>, 'list'>) {
  const t = useProductsMessages();
  const categories = useQuery(categoriesQuery);
  return (
    <>
      <FilterSelect
        label={t.filter.category}
        all={t.filter.allCategories}
        value={params.category}
        choices={indented(categories.data ?? [])}
        onChange={(category) => change({ category })}
      />
      <FilterSelect
        label={t.filter.stock}
        all={t.filter.allStock}
        value={params.stock}
        choices={[
          { value: 'yes', label: t.filter.inStock },
          { value: 'no', label: t.filter.soldOut },
        ]}
        onChange={(stock) => change({ stock })}
      />
      <FilterSelect
        label={t.filter.state}
        all={t.filter.allStates}
        value={params.active}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.inactive },
        ]}
        onChange={(active) => change({ active })}
      />
    </>
  );
}
