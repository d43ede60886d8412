import { useQuery } from '@tanstack/react-query';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { ListBody } from '@/features/lists/ListBody';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import { useCurrentUser } from '@/features/session/context';
import { useBillingMessages } from '@/lib/messages/billing';
import { EmptyState } from '@/ui/EmptyState';
import { Table } from '@/ui/Table';
import classes from './InvoiceList.module.css';
import { ownInvoicesQuery } from './queries';
import { useInvoiceColumns } from './useInvoiceColumns';

/** One's invoices, the newest first. */
export function InvoiceList() {
  const t = useBillingMessages().invoices;
  const user = useCurrentUser();
  const [page, setPage] = useState(1);
  const columns = useInvoiceColumns();
  const found = useQuery(ownInvoicesQuery(user.id, page));
  return (
    <section className={list.card} aria-labelledby="invoices">
      <h2 id="invoices" className={classes.title}>
        {t.title}
      </h2>
      <ListBody
        found={found}
        nothing={
          <EmptyState
            icon={<IconReceipt size={28} stroke={1.5} aria-hidden="true" />}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
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
              <ListPager page={page} pages={pages} total={t.count(total)} onPage={(next) => setPage(Number(next))} />
            )}
          </>
        )}
      </ListBody>
    </section>
  );
}
