import { useQuery } from '@tanstack/react-query';
import { ExportButton } from '@/features/transfers/ExportButton';
import { productsQuery } from './queries';
import { isNarrowed, useProductFilter } from './useProductFilter';

/** Takes out what the list shows, search and filters included. */
export function ExportProducts() {
  const [filter] = useProductFilter();
  const found = useQuery(productsQuery(filter));
  const { search, category, inStock, active } = filter;
  return (
    <ExportButton
      filter={{
        ...(search && { search }),
        ...(category && { category: [category] }),
        ...(inStock !== null && { inStock }),
        ...(active !== null && { active }),
      }}
      count={isNarrowed(filter) ? (found.data?.total ?? null) : null}
    />
  );
}
