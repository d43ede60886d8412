import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPackage, IconSearchOff } from '@tabler/icons-react';
import { usePicked } from '@/features/bulk/usePicked';
import type { Product } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useMay } from '@/features/roles/useMay';
import { useProductsMessages } from '@/lib/messages/inventory';
import { useMemberMessages } from '@/lib/messages/member';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table } from '@/ui/Table';
import { ProductBulk } from './ProductBulk';
import { ProductToolbar } from './ProductToolbar';
import { productsQuery } from './queries';
import { useProductColumns } from './useProductColumns';
import { isNarrowed, NO_FILTER, useProductFilter } from './useProductFilter';

/** Everything that is for sale or could be: searched, filtered, sorted, page by page, and changed by the dozen. */
export function ProductTable() {
  const t = useProductsMessages();
  const may = useMay();
  const [filter, params, change] = useProductFilter();
  const columns = useColumnChoice('products', useProductColumns());
  const picked = usePicked<Product>();
  const found = useQuery(productsQuery(filter));
  const picking = may('products:update') || may('products:delete');
  return (
    <section className={list.card} aria-label={t.title}>
      <ProductToolbar params={params} onChange={change}>
        <ColumnMenu choices={columns.choices} onToggle={columns.toggle} />
      </ProductToolbar>
      <ProductBulk picked={picked} />
      {found.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={8} picture />
        </div>
      )}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && <Nothing narrowed={isNarrowed(filter)} onClear={() => change(NO_FILTER)} />}
      {found.data && found.data.total > 0 && (
        <>
          <Table
            label={t.title}
            columns={columns.shown}
            rows={found.data.products}
            keyOf={(product) => product.id}
            sorting={{ by: filter.sort, order: filter.order }}
            onSort={({ by, order }) => change({ sort: by, order })}
            picking={
              picking
                ? {
                    picked: picked.keys,
                    onPick: picked.pick,
                    labelOf: (product) => t.pick(product.name),
                    allLabel: t.pickPage,
                  }
                : undefined
            }
            busy={found.isPlaceholderData}
          />
          <ListPager
            page={filter.page}
            pages={found.data.pages}
            total={t.total(found.data.total)}
            onPage={(page) => change({ page })}
          />
        </>
      )}
    </section>
  );
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useProductsMessages();
  const lists = useMemberMessages().lists;
  if (!narrowed) {
    return (
      <EmptyState
        icon={<IconPackage size={28} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={lists.noMatchTitle}
      text={lists.noMatch}
      action={
        <Button variant="default" onClick={onClear}>
          {lists.clear}
        </Button>
      }
    />
  );
}
