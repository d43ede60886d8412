import { Button, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { Later } from '@/ui/Later';
import { SearchField } from '@/ui/SearchField';
import { ActiveFilters } from './ActiveFilters';
import { Filters } from './Filters';
import { categoriesQuery, productsQuery } from './queries';
import { Results } from './Results';
import { SORTS, useProductFilter, type ProductFilterState } from './useProductFilter';
import classes from './Shop.module.css';

const FilterDrawer = lazy(() => import('./FilterDrawer'));

/** The shop: what there is, and all that narrows it. */
export function Shop() {
  const t = useCatalogMessages();
  const format = useFormat();
  const state = useProductFilter();
  const categories = usePublicQuery(categoriesQuery).data ?? [];
  const products = usePublicQuery(productsQuery(state.filter));
  const wide = useMediaQuery('(min-width: 60em)', true, { getInitialValueInEffect: false });
  const [drawer, setDrawer] = useState(false);
  const filters = <Filters categories={categories} state={state} />;
  const total = products.data?.total;
  const found = total === undefined ? null : ([format.number(total), total === 1] as const);
  return (
    <div className={classes.shop}>
      {wide && <div className={classes.aside}>{filters}</div>}
      <div className={classes.main}>
        <div className={classes.toolbar}>
          <SearchField
            className={classes.search}
            label={t.search}
            value={state.params.search}
            onSearch={(search) => state.change({ search })}
          />
          {!wide && (
            <Button
              variant="default"
              className={classes.open}
              leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.75} aria-hidden="true" />}
              onClick={() => setDrawer(true)}
            >
              {state.count > 0 ? t.filtersOf(state.count) : t.filters}
            </Button>
          )}
          <SortSelect {...state} />
        </div>
        <div className={classes.summary}>
          <p className={classes.found} aria-live="polite">
            {found && t.found(...found)}
          </p>
          <ActiveFilters categories={categories} state={state} />
        </div>
        <Results products={products} state={state} />
      </div>
      {!wide && (
        <Later when={drawer}>
          <FilterDrawer
            opened={drawer}
            action={found ? t.showFound(...found) : t.filters}
            onClose={() => setDrawer(false)}
          >
            {filters}
          </FilterDrawer>
        </Later>
      )}
    </div>
  );
}

function SortSelect({ filter, change }: ProductFilterState) {
  const t = useCatalogMessages();
  // Without a search nothing matches better than anything else.
  const offered = SORTS.filter((sort) => sort !== 'relevance' || filter.search);
  return (
    <NativeSelect
      className={classes.sort}
      aria-label={t.sort}
      value={filter.sort}
      data={offered.map((sort) => ({ value: sort, label: t.sorts[sort] }))}
      rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden="true" />}
      onChange={(event) => change({ sort: event.currentTarget.value }, 'step')}
    />
  );
}
