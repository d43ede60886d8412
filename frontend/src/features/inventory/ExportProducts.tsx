import { useQuery } from '@tanstack/react-query';
import { ExportButton } from '@/features/transfers/ExportButton';
import { productsQuery } from './queries';
import { useProductList } from './useProductList';

/** Takes out what the list shows, search and filters included. */
export function ExportProducts() {
  const { list, question } = useProductList();
  const found = useQuery(productsQuery(question));
  const { search, category, stock, active } = question;
  return (
    <ExportButton
      filter={{
        ...(search && { search }),
        ...(category && { category: [category] }),
        ...(stock !== null && { inStock: stock }),
        ...(active !== null && { active }),
      }}
      count={list.narrowed ? (found.data?.total ?? null) : null}
    />
  );
}
