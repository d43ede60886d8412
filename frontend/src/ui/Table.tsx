import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Table.module.css';

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** By what the API sorts this column; a column without it cannot be sorted by. */
  sort?: string;
  align?: 'end';
  /** How wide the table must be for this column to be shown; without it the column is always there. */
  from?: 'medium' | 'wide';
}

export interface Sorting {
  by: string;
  order: 'asc' | 'desc';
}

interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** The rows are those of the question before. */
  busy?: boolean;
}

/** Rows with columns. The link of a row's first cell reaches over the whole row when it has the class `rowLink`. */
export function Table<Row>({ label, columns, rows, keyOf, sorting, onSort, busy = false }: TableProps<Row>) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-busy={busy}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, align, from }) => (
                <td key={key} data-align={align} data-from={from}>
                  {cell(row)}
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
}

function Heading<Row>({ column: { label, sort, align, from }, sorting, onSort }: HeadingProps<Row>) {
  if (!sort || !onSort) {
    return (
      <th scope="col" data-align={align} data-from={from}>
        {label}
      </th>
    );
  }
  const order = sorting?.by === sort ? sorting.order : undefined;
  const Arrow = order === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
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
