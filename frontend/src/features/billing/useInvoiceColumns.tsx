import { ActionIcon, Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Invoice } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import type { Column } from '@/ui/Table';
import { useInvoiceFile } from './mutations';
import { InvoiceMark } from './StatusMark';
import classes from './useInvoiceColumns.module.css';

/** The columns of a list of invoices. One's own have a page each, and can be paid. */
export function useInvoiceColumns(own: boolean): Column<Invoice>[] {
  const t = useBillingMessages().invoices;
  const format = useFormat();
  return [
    {
      key: 'number',
      label: t.number,
      cell: ({ id, number, createdAt, status, total, currency }) => (
        <div>
          {own ? (
            <Link to={`/billing/invoices/${id}`} className={`${classes.number} rowLink`}>
              {number}
            </Link>
          ) : (
            <span className={classes.number}>{number}</span>
          )}
          <p className={classes.narrow}>
            <span>{format.money(total, currency)}</span>
            <span>{format.day(createdAt)}</span>
            <InvoiceMark status={status} />
          </p>
        </div>
      ),
    },
    {
      key: 'date',
      label: t.date,
      from: 'medium',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)}>
          {format.day(createdAt)}
        </time>
      ),
    },
    { key: 'status', label: t.status, from: 'medium', cell: ({ status }) => <InvoiceMark status={status} /> },
    {
      key: 'total',
      label: t.total,
      from: 'medium',
      align: 'end',
      cell: ({ total, currency }) => <span className={classes.total}>{format.money(total, currency)}</span>,
    },
    {
      key: 'actions',
      label: t.actions,
      hideLabel: true,
      align: 'end',
      cell: (invoice) => <Actions invoice={invoice} own={own} />,
    },
  ];
}

function Actions({ invoice, own }: { invoice: Invoice; own: boolean }) {
  const t = useBillingMessages().invoices;
  const file = useInvoiceFile(invoice);
  return (
    <div className={classes.actions}>
      {own && invoice.status === 'open' && (
        <Button
          component={Link}
          to={`/billing/invoices/${invoice.id}?pay`}
          size="xs"
          aria-label={t.payNumber(invoice.number)}
        >
          {t.pay}
        </Button>
      )}
      <ActionIcon
        aria-label={t.pdfOf(invoice.number)}
        title={t.pdf}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        <IconFileDownload size={19} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
