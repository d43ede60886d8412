import { useQuery } from '@tanstack/react-query';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { useCurrentUser } from '@/features/session/context';
import { useBillingMessages } from '@/lib/messages/billing';
import { EmptyState } from '@/ui/EmptyState';
import { InvoiceTable } from './InvoiceTable';
import { ownInvoicesQuery } from './queries';

/** One's invoices, the newest first. */
export function InvoiceList() {
  const t = useBillingMessages().invoices;
  const user = useCurrentUser();
  const [page, setPage] = useState(1);
  return (
    <InvoiceTable
      own
      found={useQuery(ownInvoicesQuery(user.id, page))}
      page={page}
      onPage={setPage}
      nothing={
        <EmptyState
          icon={<IconReceipt size={28} stroke={1.5} aria-hidden="true" />}
          title={t.emptyTitle}
          text={t.empty}
        />
      }
    />
  );
}
