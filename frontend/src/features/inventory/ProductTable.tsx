import { useQuery } from '@tanstack/react-query';
import { IconPackage } from '@tabler/icons-react';
import { usePicked } from '@/features/bulk/usePicked';
import type { Product } from '@/api/types';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListBody } from '@/features/lists/ListBody';
import { ListPager } from '@/features/lists/ListPager';
import { NothingFound } from '@/features/lists/NothingFound';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useMay } from '@/features/roles/useMay';
import { useProductsMessages } from '@/lib/messages/inventory';
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
      <ListBody
        found={found}
        nothing={
          <NothingFound
            narrowed={isNarrowed(filter)}
            onClear={() => change(NO_FILTER)}
            icon={IconPackage}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
        {(page) => (
          <>
            <Table
              label={t.title}
              columns={columns.shown}
              rows={page.products}
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
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => change({ page: number })}
            />
          </>
        )}
      </ListBody>
    </section>
  );
}
