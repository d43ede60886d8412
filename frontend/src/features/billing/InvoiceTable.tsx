import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Invoice } from '@/api/types';
import { ListBody } from '@/features/lists/ListBody';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import type { ListPage } from '@/features/lists/listPage';
import { useBillingMessages } from '@/lib/messages/billing';
import { Table } from '@/ui/Table';
import classes from './InvoiceTable.module.css';
import { useInvoiceColumns } from './useInvoiceColumns';

interface InvoiceTableProps {
  found: UseQueryResult<ListPage<Invoice>>;
  page: number;
  onPage: (page: number) => void;
  /** Whether they are one's own, and can be paid. */
  own?: boolean;
  /** What stands there when there are none. */
  nothing: ReactNode;
}

/** Invoices, page by page. */
export function InvoiceTable({ found, page, onPage, own = false, nothing }: InvoiceTableProps) {
  const t = useBillingMessages().invoices;
  const columns = useInvoiceColumns(own);
  return (
    <section className={list.card} aria-labelledby="invoices">
      <h2 id="invoices" className={classes.title}>
        {t.title}
      </h2>
      <ListBody found={found} nothing={nothing}>
        {({ rows, pages, total }) => (
          <>
            <Table
              label={t.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              busy={found.isPlaceholderData}
            />
            {pages > 1 && (
              <ListPager page={page} pages={pages} total={t.count(total)} onPage={(next) => onPage(Number(next))} />
            )}
          </>
        )}
      </ListBody>
    </section>
  );
}
