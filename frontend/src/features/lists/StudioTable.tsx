import type { UseQueryResult } from '@tanstack/react-query';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { usePicked } from '@/features/bulk/usePicked';
import { SearchField } from '@/ui/SearchField';
import { Table, type Column } from '@/ui/Table';
import { ColumnMenu } from './ColumnMenu';
import { ListBody } from './ListBody';
import list from './ListCard.module.css';
import { ListPager } from './ListPager';
import type { ListPage } from './listPage';
import { NothingFound } from './NothingFound';
import toolbar from './Toolbar.module.css';
import { useColumnChoice } from './useColumnChoice';
import type { StudioList } from './useStudioList';

interface Texts {
  title: string;
  /** What the field to search in is called; without it there is none. */
  search?: string;
  total: (value: number) => string;
  emptyTitle: string;
  empty: string;
}

interface StudioTableProps<Row extends { id: string }> {
  /** Names the list; the choice of columns is kept under it on this device. */
  name: string;
  icon: TablerIcon;
  t: Texts;
  list: StudioList<never>;
  found: UseQueryResult<ListPage<Row>>;
  columns: Column<Row>[];
  /** Fields that narrow the list, beside the search. */
  filters?: ReactNode;
  /** Gives each row a box to choose it by. */
  picking?: {
    picked: ReturnType<typeof usePicked<Row>>;
    labelOf: (row: Row) => string;
    allLabel: string;
  };
  /** Stands between the filters and the rows: what can be done with those that are chosen. */
  children?: ReactNode;
}

/** A list of the studio: searched, filtered, sorted, page by page, with the columns that one wants to see. */
export function StudioTable<Row extends { id: string }>(props: StudioTableProps<Row>) {
  const { name, icon, t, list: state, found, filters, picking, children } = props;
  const columns = useColumnChoice(name, props.columns);
  return (
    <section className={list.card} aria-label={t.title}>
      <div className={toolbar.toolbar}>
        {t.search && (
          <SearchField
            className={toolbar.search}
            label={t.search}
            value={state.search}
            onSearch={(search) => state.change({ search })}
          />
        )}
        {filters}
        <ColumnMenu choices={columns.choices} onToggle={columns.toggle} />
      </div>
      {children}
      <ListBody
        found={found}
        nothing={
          <NothingFound
            narrowed={state.narrowed}
            onClear={state.clear}
            icon={icon}
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
              rows={page.rows}
              keyOf={({ id }) => id}
              sorting={{ by: state.sort, order: state.order }}
              onSort={({ by, order }) => state.change({ sort: by, order })}
              picking={
                picking && {
                  picked: picking.picked.keys,
                  onPick: picking.picked.pick,
                  labelOf: picking.labelOf,
                  allLabel: picking.allLabel,
                }
              }
              busy={found.isPlaceholderData}
            />
            <ListPager
              page={state.page}
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => state.change({ page: number })}
            />
          </>
        )}
      </ListBody>
    </section>
  );
}
