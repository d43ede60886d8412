import type { PaymentSummary } from '@/api/types';
import { CsvButton, type CsvColumn } from '@/features/lists/CsvButton';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { fullName } from '@/lib/person';
import { fetchPayments } from './queries';
import { usePaymentList } from './usePaymentList';

/** Takes out what the list of payments shows, filters included. */
export function PaymentCsv() {
  const t = useAllPaymentsMessages();
  const { question } = usePaymentList();
  const columns: CsvColumn<PaymentSummary>[] = [
    { label: t.csv.id, value: ({ id }) => id },
    { label: t.csv.order, value: ({ orderNumber }) => orderNumber },
    { label: t.csv.status, value: ({ status }) => t.status[status] },
    { label: t.csv.provider, value: ({ provider }) => t.provider[provider] },
    { label: t.csv.customer, value: ({ customer }) => customer && fullName(customer) },
    { label: t.csv.address, value: ({ customer }) => customer && customer.email },
    { label: t.csv.currency, value: ({ currency }) => currency },
    { label: t.csv.amount, value: ({ amount }) => amount },
    { label: t.csv.fee, value: ({ fee }) => fee },
    { label: t.csv.refunded, value: ({ refunded }) => refunded },
    { label: t.csv.card, value: ({ card }) => card && t.card(card.brand, card.last4) },
    { label: t.csv.failure, value: ({ failure }) => failure && failure.message },
    { label: t.csv.created, value: ({ createdAt }) => createdAt },
    { label: t.csv.succeeded, value: ({ succeededAt }) => succeededAt },
  ];
  return <CsvButton name="payments" columns={columns} fetchRows={(cursor) => fetchPayments(question, cursor)} />;
}
