import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Invoice, Payment } from '@/api/types';
import { errorText } from '@/features/errors/errorText';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './PayInvoice.module.css';
import { useBillingChanged, usePayInvoice } from './mutations';

// The form of the shop's checkout, with all that comes with it.
const PaymentStep = lazy(async () => ({ default: (await import('@/features/payments/PaymentStep')).PaymentStep }));

interface PayInvoiceProps {
  invoice: Invoice;
  /** Whether one has come to pay, and wants to see the form. */
  atOnce: boolean;
  /** The payment has succeeded, or is on its way. */
  onSettled: () => void;
}

/** Pays an open invoice. */
export function PayInvoice({ invoice, atOnce, onSettled }: PayInvoiceProps) {
  const t = useBillingMessages().invoice;
  const messages = useMessages();
  const format = useFormat();
  const changed = useBillingChanged();
  const pay = usePayInvoice(invoice.id);
  const [payment, setPayment] = useState<Payment | null>(null);
  const begun = useRef(false);
  const amount = format.money(invoice.total, invoice.currency);

  function begin() {
    pay.mutate(undefined, { onSuccess: setPayment });
  }

  useEffect(() => {
    if (!atOnce || begun.current) return;
    begun.current = true;
    begin();
  });

  return (
    <Card title={t.pay} sub={t.payText(amount)}>
      {pay.isError && (
        <div className={classes.problem}>
          <Notice tone="bad">{errorText(pay.error, messages)}</Notice>
        </div>
      )}
      {payment ? (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <PaymentStep
            payment={payment}
            onSettled={() => {
              void changed();
              onSettled();
            }}
          />
        </Suspense>
      ) : (
        <Button size="md" loading={pay.isPending} onClick={begin}>
          {t.payNow(amount)}
        </Button>
      )}
    </Card>
  );
}
