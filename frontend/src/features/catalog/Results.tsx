import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconBuildingStore, IconSearchOff } from '@tabler/icons-react';
import { LoadError } from '@/features/errors/LoadError';
import { PageLinks } from '@/features/lists/PageLinks';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { EmptyState } from '@/ui/EmptyState';
import { ProductGrid, ProductSkeletons } from './ProductGrid';
import type { ProductPage } from './queries';
import { UNFILTERED, type ProductFilterState } from './useProductFilter';

interface ResultsProps {
  products: UseQueryResult<ProductPage>;
  state: ProductFilterState;
}

/** What the shop has of what is looked for. The old stays, paler, until the new has come. */
export function Results({ products, state }: ResultsProps) {
  const t = useCatalogMessages();
  const { data, error, isPending, isPlaceholderData, refetch } = products;
  if (isPending) return <ProductSkeletons count={9} />;
  if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data.total === 0) return <Nothing {...state} />;
  return (
    <>
      <ProductGrid label={t.title} products={data.products} busy={isPlaceholderData} />
      <PageLinks
        page={state.filter.page}
        pages={data.pages}
        addressOf={(page) => state.addressWith({ page: String(page) })}
      />
    </>
  );
}

function Nothing({ count, filter, change }: ProductFilterState) {
  const t = useCatalogMessages();
  if (count === 0 && !filter.search) {
    return (
      <EmptyState
        icon={<IconBuildingStore size={28} stroke={1.5} aria-hidden="true" />}
        title={t.shelvesEmptyTitle}
        text={t.shelvesEmpty}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={t.emptyTitle}
      text={t.empty}
      action={
        <Button variant="default" onClick={() => change(UNFILTERED, 'step')}>
          {t.clearFilters}
        </Button>
      }
    />
  );
}
