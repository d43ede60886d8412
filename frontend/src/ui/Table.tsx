import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Tick } from './Tick';
import classes from './Table.module.css';

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** By what the API sorts this column; a column without it cannot be sorted by. */
  sort?: string;
  align?: 'end';
  /** The label is for screen readers alone: what the column holds speaks for itself. */
  hideLabel?: boolean;
  /** How wide the table must be for this column to be shown; without it the column is always there. */
  from?: 'medium' | 'wide';
}

export interface Sorting {
  by: string;
  order: 'asc' | 'desc';
}

/** Rows that are chosen for something to be done with all of them. */
export interface Picking<Row> {
  /** Keys of those that are chosen; there may be some among them that are not on this page. */
  picked: ReadonlySet<string>;
  onPick: (rows: Row[], picked: boolean) => void;
  /** What the box of a row is called. */
  labelOf: (row: Row) => string;
  /** What the box is called that stands for all rows of the page. */
  allLabel: string;
}

interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** Gives each row a box to choose it by. */
  picking?: Picking<Row>;
  /** The rows are those of the question before. */
  busy?: boolean;
}

/** Rows with columns. The link of a row's first cell reaches over the whole row when it has the class `rowLink`. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, keyOf, sorting, onSort, picking, busy = false } = props;
  const [first] = columns;
  const pickedHere = picking ? rows.filter((row) => picking.picked.has(keyOf(row))).length : 0;
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-busy={busy}>
        <thead>
          <tr>
            {picking && (
              <th scope="col" className={classes.box}>
                <Tick
                  label={picking.allLabel}
                  checked={pickedHere > 0 && pickedHere === rows.length}
                  some={pickedHere > 0 && pickedHere < rows.length}
                  onChange={(picked) => picking.onPick(rows, picked)}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.key} column={column} lead={column === first} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-picked={picking?.picked.has(keyOf(row))}>
              {picking && (
                <td className={classes.box}>
                  <Tick
                    label={picking.labelOf(row)}
                    checked={picking.picked.has(keyOf(row))}
                    onChange={(picked) => picking.onPick([row], picked)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-lead={column === first || undefined}
                  data-align={column.align}
                  data-from={column.from}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps<Row> extends Pick<TableProps<Row>, 'sorting' | 'onSort'> {
  column: Column<Row>;
  /** It is that of what a row is about. */
  lead: boolean;
}

function Heading<Row>({ column, lead, sorting, onSort }: HeadingProps<Row>) {
  const { label, hideLabel, sort, align, from } = column;
  if (!sort || !onSort) {
    return (
      <th scope="col" data-lead={lead || undefined} data-align={align} data-from={from}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </th>
    );
  }
  const order = sorting?.by === sort ? sorting.order : undefined;
  const Arrow = order === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      data-lead={lead || undefined}
      data-align={align}
      data-from={from}
      aria-sort={order && (order === 'asc' ? 'ascending' : 'descending')}
    >
      <button
        type="button"
        className={classes.sort}
        data-active={order !== undefined}
        onClick={() => onSort({ by: sort, order: order === 'asc' ? 'desc' : 'asc' })}
      >
        {label}
        <Arrow size={13} stroke={2.25} aria-hidden="true" />
      </button>
    </th>
  );
}
