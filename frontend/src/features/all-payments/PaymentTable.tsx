import { useQuery } from '@tanstack/react-query';
import { IconCreditCardPay } from '@tabler/icons-react';
import { StudioTable } from '@/features/lists/StudioTable';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { PaymentFilters } from './PaymentFilters';
import { paymentsQuery } from './queries';
import { usePaymentColumns } from './usePaymentColumns';
import { usePaymentList } from './usePaymentList';

/** Everyone's payments. */
export function PaymentTable() {
  const t = useAllPaymentsMessages();
  const { list, question } = usePaymentList();
  return (
    <StudioTable
      name="payments"
      icon={IconCreditCardPay}
      t={t}
      list={list}
      found={useQuery(paymentsQuery(question))}
      columns={usePaymentColumns()}
      filters={<PaymentFilters list={list} />}
    />
  );
}
