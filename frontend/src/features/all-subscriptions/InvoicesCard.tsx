import { useQuery } from '@tanstack/react-query';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { InvoiceTable } from '@/features/billing/InvoiceTable';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { EmptyState } from '@/ui/EmptyState';
import { invoicesOfQuery } from './queries';

/** What a subscription was invoiced for. */
export function InvoicesCard({ subscriptionId }: { subscriptionId: string }) {
  const t = useAllSubscriptionsMessages().page;
  const [page, setPage] = useState(1);
  return (
    <InvoiceTable
      found={useQuery(invoicesOfQuery(subscriptionId, page))}
      page={page}
      onPage={setPage}
      nothing={
        <EmptyState
          icon={<IconReceipt size={28} stroke={1.5} aria-hidden="true" />}
          title={t.noInvoices}
          text={t.noInvoicesText}
        />
      }
    />
  );
}
