import type { Revenue } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import type { RevenueBar } from './points';
import classes from './RevenueTable.module.css';

interface RevenueTableProps {
  bars: RevenueBar[];
  revenue: Revenue;
}

/** The figures of a chart as a table, for those who would rather read, or cannot look. */
export function RevenueTable({ bars, revenue: { currency, totals } }: RevenueTableProps) {
  const t = useRevenueMessages();
  const format = useFormat();
  const amounts = ['gross', 'refunds', 'tax', 'net', 'fees'] as const;
  return (
    // It can be wider than its place, and is scrolled with the keyboard as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.frame} tabIndex={0} role="region" aria-label={t.chart(currency)}>
      <table className={classes.table} aria-label={t.chart(currency)}>
        <thead>
          <tr>
            <th scope="col">{t.time}</th>
            <th scope="col">{t.orders}</th>
            {amounts.map((key) => (
              <th key={key} scope="col">
                {t[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ from, title, exact }) => (
            <tr key={from}>
              <th scope="row">{title}</th>
              <td>{format.number(exact.orders)}</td>
              {amounts.map((key) => (
                <td key={key}>{format.money(exact[key], currency)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.inAll}</th>
            <td>{format.number(totals.orders)}</td>
            {amounts.map((key) => (
              <td key={key}>{format.money(totals[key], currency)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
