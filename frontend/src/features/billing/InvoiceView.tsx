import { IconFileDownload } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import type { Invoice } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Card } from '@/ui/Card';
import { Facts, type Fact } from '@/ui/Facts';
import classes from './InvoiceView.module.css';
import { useInvoiceFile } from './mutations';
import { InvoiceMark } from './StatusMark';
import { Sums } from './Sums';

/** What an invoice is for, line by line, and what it comes to. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const t = useBillingMessages();
  const format = useFormat();
  const { lines, currency, subtotal, tax, taxRate, total } = invoice;
  const money = (amount: string) => format.money(amount, currency);
  return (
    <Card title={t.invoice.what}>
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col">{t.invoice.description}</th>
            <th scope="col">{t.invoice.amount}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ description, amount, periodStart, periodEnd }) => (
            <tr key={`${description} ${amount}`}>
              <td>
                {description}
                {periodStart && periodEnd && (
                  <p className={classes.span}>{t.plan.span(format.date(periodStart), format.date(periodEnd))}</p>
                )}
              </td>
              <td>{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sums
        sums={[
          { label: t.invoice.subtotal, amount: money(subtotal) },
          { label: t.invoice.tax(format.rate(taxRate)), amount: money(tax) },
        ]}
        total={{ label: t.invoice.total, amount: money(total) }}
      />
    </Card>
  );
}

/** Where an invoice is, its days, and the file of it. */
export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const t = useBillingMessages().invoice;
  const format = useFormat();
  const { status, createdAt, dueAt, paidAt, attempts } = invoice;
  const file = useInvoiceFile(invoice);
  const facts: (Fact | false)[] = [
    { term: t.created, value: format.date(createdAt) },
    status === 'open' && { term: t.due, value: format.date(dueAt) },
    paidAt !== null && { term: t.paid, value: format.dateTime(paidAt) },
    attempts > 0 && { term: t.attempts, value: format.number(attempts) },
  ];
  return (
    <Card title={t.facts} aside={<InvoiceMark status={status} />}>
      <Facts facts={facts.filter((fact) => fact !== false)} />
      <Button
        className={classes.download}
        variant="default"
        fullWidth
        leftSection={<IconFileDownload size={17} stroke={1.75} aria-hidden="true" />}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        {t.download}
      </Button>
    </Card>
  );
}
