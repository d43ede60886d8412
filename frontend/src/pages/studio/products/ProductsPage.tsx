import { Button } from '@mantine/core';
import { IconArrowsUpDown, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ExportProducts } from '@/features/inventory/ExportProducts';
import { ProductTable } from '@/features/inventory/ProductTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { useProductsMessages } from '@/lib/messages/inventory';

export default function ProductsPage() {
  const t = useProductsMessages();
  const may = useMay();
  return (
    <StudioPage
      permission="products:update"
      title={t.title}
      sub={t.sub}
      actions={
        <>
          {may('products:export') && <ExportProducts />}
          {may('products:import') && (
            <Button
              component={Link}
              to="/studio/products/transfers"
              variant="default"
              leftSection={<IconArrowsUpDown size={16} stroke={1.75} aria-hidden="true" />}
            >
              {t.transfers}
            </Button>
          )}
          {may('products:create') && (
            <Button
              component={Link}
              to="/studio/products/new"
              leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
            >
              {t.add}
            </Button>
          )}
        </>
      }
    >
      <ProductTable />
    </StudioPage>
  );
}
