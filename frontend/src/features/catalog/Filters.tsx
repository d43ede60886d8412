import { useId, type ReactNode } from 'react';
import { useCatalogMessages } from '@/lib/messages/catalog';
import type { Category } from '@/api/types';
import { CategoryTree } from './CategoryTree';
import { PriceFilter } from './PriceFilter';
import type { ProductFilterState } from './useProductFilter';
import classes from './Filters.module.css';

interface FiltersProps {
  categories: Category[];
  state: ProductFilterState;
}

/** All by which the shop can be narrowed, besides the search. */
export function Filters({ categories, state }: FiltersProps) {
  const t = useCatalogMessages();
  const { filter, change, addressWith } = state;
  return (
    <div className={classes.filters}>
      {categories.length > 0 && (
        <Group title={t.categories}>
          <CategoryTree
            categories={categories}
            chosen={filter.category}
            addressOf={(category) => addressWith({ category })}
          />
        </Group>
      )}
      <Group title={t.price}>
        <PriceFilter {...state} />
      </Group>
      <Group title={t.availability}>
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={filter.inStock}
            onChange={(event) => change({ inStock: event.currentTarget.checked ? 'true' : '' }, 'step')}
          />
          {t.inStock}
        </label>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
