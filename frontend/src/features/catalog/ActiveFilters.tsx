import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Category } from '@/api/types';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { dearestQuery } from './queries';
import { UNFILTERED, type ProductFilterState, type ProductParams } from './useProductFilter';
import classes from './ActiveFilters.module.css';

interface ActiveFiltersProps {
  categories: Category[];
  state: ProductFilterState;
}

/** The filters in use, each with a way to leave it out. */
export function ActiveFilters({ categories, state: { filter, count, change } }: ActiveFiltersProps) {
  const t = useCatalogMessages();
  const price = usePriceText(filter.priceMin, filter.priceMax);
  const category = categories.find(({ slug }) => slug === filter.category);
  const used: [string | undefined, Partial<ProductParams>][] = [
    [category?.name ?? filter.category, { category: '' }],
    [price, { priceMin: '', priceMax: '' }],
    [filter.inStock ? t.inStock : '', { inStock: '' }],
  ];
  if (count === 0) return null;
  return (
    <ul className={classes.filters} aria-label={t.active}>
      {used.map(([name, without]) => {
        if (!name) return null;
        return (
          <li key={name}>
            <UnstyledButton
              className={classes.filter}
              aria-label={t.remove(name)}
              onClick={() => change(without, 'step')}
            >
              {name}
              <IconX size={14} stroke={2} aria-hidden="true" />
            </UnstyledButton>
          </li>
        );
      })}
      {count > 1 && (
        <li>
          <UnstyledButton
            className={classes.clear}
            onClick={() => change({ ...UNFILTERED, search: filter.search }, 'step')}
          >
            {t.clear}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}

/** The prices between which is looked, in words; empty where there is no limit. */
function usePriceText(low: number | null, high: number | null): string {
  const t = useCatalogMessages();
  const format = useFormat();
  const currency = usePublicQuery(dearestQuery).data?.currency;
  function text(amount: number): string {
    if (!currency) return format.number(amount);
    return Number.isInteger(amount) ? format.wholeMoney(amount, currency) : format.money(String(amount), currency);
  }
  if (low !== null && high !== null) return t.priceBetween(text(low), text(high));
  if (low !== null) return t.priceFrom(text(low));
  return high === null ? '' : t.priceTo(text(high));
}
