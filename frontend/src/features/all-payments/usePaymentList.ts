import type { PaymentProvider, PaymentStatus } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import type { PaymentQuestion } from './queries';

export const STATUSES: PaymentStatus[] = [
  'succeeded',
  'processing',
  'requires_payment_method',
  'requires_action',
  'canceled',
];
export const PROVIDERS: PaymentProvider[] = ['stripe', 'sandbox'];

const UUID = /^[0-9a-f-]{36}$/i;

/** The list of payments as the address has it, and what the API is asked for; what it would refuse is left out. */
export function usePaymentList() {
  const list = useStudioList({ filters: ['status', 'provider', 'customer'], sorts: ['createdAt', 'amount'] });
  const { page, search, sort, order, params } = list;
  const question: PaymentQuestion = {
    page,
    search,
    sort,
    order,
    status: STATUSES.find((status) => status === params.status) ?? null,
    provider: PROVIDERS.find((provider) => provider === params.provider) ?? null,
    customer: UUID.test(params.customer) ? params.customer : '',
  };
  return { list, question };
}
