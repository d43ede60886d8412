import { useQuery } from '@tanstack/react-query';
import { IconPackage } from '@tabler/icons-react';
import { usePicked } from '@/features/bulk/usePicked';
import type { Product } from '@/api/types';
import { StudioTable } from '@/features/lists/StudioTable';
import { useMay } from '@/features/roles/useMay';
import { useProductsMessages } from '@/lib/messages/inventory';
import { ProductBulk } from './ProductBulk';
import { ProductFilters } from './ProductFilters';
import { productsQuery } from './queries';
import { useProductColumns } from './useProductColumns';
import { useProductList } from './useProductList';

/** Everything that is for sale or could be, changed one by one or by the dozen. */
export function ProductTable() {
  const t = useProductsMessages();
  const may = useMay();
  const { list, question } = useProductList();
  const picked = usePicked<Product>();
  const picking = may('products:update') || may('products:delete');
  return (
    <StudioTable
      name="products"
      icon={IconPackage}
      t={t}
      list={list}
      found={useQuery(productsQuery(question))}
      columns={useProductColumns()}
      filters={<ProductFilters list={list} />}
      picking={picking ? { picked, labelOf: ({ name }) => t.pick(name), allLabel: t.pickPage } : undefined}
    >
      <ProductBulk picked={picked} />
    </StudioTable>
  );
}
