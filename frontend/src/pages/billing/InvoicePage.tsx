import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { InvoiceFacts, InvoiceLines } from '@/features/billing/InvoiceView';
import { PayInvoice } from '@/features/billing/PayInvoice';
import { invoiceQuery } from '@/features/billing/queries';
import { PageError } from '@/features/errors/PageError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { Columns } from '@/ui/Columns';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import classes from './InvoicePage.module.css';

export default function InvoicePage() {
  const t = useBillingMessages();
  const messages = useMessages();
  const { invoiceId = '' } = useParams();
  const [search] = useSearchParams();
  const [paid, setPaid] = useState(false);
  const found = useQuery(invoiceQuery(invoiceId, paid));
  const invoice = found.data;
  if (found.isError && !invoice) {
    return (
      <PageError
        error={found.error}
        onRetry={() => void found.refetch()}
        gone={{ title: t.invoice.gone, text: t.invoice.goneText, to: '/billing', action: t.invoice.toBilling }}
      />
    );
  }
  return (
    <MemberPage
      title={invoice ? t.invoice.title(invoice.number) : messages.common.loading}
      crumb={<Crumb to="/billing" label={t.invoice.back} />}
    >
      {!invoice && <SkeletonRows count={5} />}
      {invoice && (
        <>
          {paid && (
            <div className={classes.notice}>
              {invoice.status === 'paid' ? (
                <Notice tone="good">
                  {`${t.invoice.thanks} `}
                  <Link className="link" to="/billing">
                    {t.invoice.toPlan}
                  </Link>
                </Notice>
              ) : (
                <Notice tone="info">{t.invoice.processing}</Notice>
              )}
            </div>
          )}
          <Columns>
            <Stack>
              {invoice.status === 'open' && !paid && (
                <PayInvoice invoice={invoice} atOnce={search.has('pay')} onSettled={() => setPaid(true)} />
              )}
              <InvoiceLines invoice={invoice} />
            </Stack>
            <InvoiceFacts invoice={invoice} />
          </Columns>
        </>
      )}
    </MemberPage>
  );
}
