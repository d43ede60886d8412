import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { categoriesQuery } from '@/features/catalog/queries';
import { indented } from '@/features/categories/tree';
import toolbar from '@/features/lists/Toolbar.module.css';
import { useProductsMessages } from '@/lib/messages/inventory';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import type { ProductParams } from './useProductFilter';

interface ProductToolbarProps {
  params: ProductParams;
  onChange: (change: Partial<ProductParams>) => void;
  /** Stands at the end of the line. */
  children: ReactNode;
}

/** Search and filters of the list of products. */
export function ProductToolbar({ params, onChange, children }: ProductToolbarProps) {
  const t = useProductsMessages();
  const categories = useQuery(categoriesQuery);
  return (
    <div className={toolbar.toolbar}>
      <SearchField
        className={toolbar.search}
        label={t.search}
        value={params.search}
        onSearch={(search) => onChange({ search })}
      />
      <FilterSelect
        label={t.filter.category}
        all={t.filter.allCategories}
        value={params.category}
        choices={indented(categories.data ?? [])}
        onChange={(category) => onChange({ category })}
      />
      <FilterSelect
        label={t.filter.stock}
        all={t.filter.allStock}
        value={params.stock}
        choices={[
          { value: 'yes', label: t.filter.inStock },
          { value: 'no', label: t.filter.soldOut },
        ]}
        onChange={(stock) => onChange({ stock })}
      />
      <FilterSelect
        label={t.filter.state}
        all={t.filter.allStates}
        value={params.active}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.inactive },
        ]}
        onChange={(active) => onChange({ active })}
      />
      {children}
    </div>
  );
}
