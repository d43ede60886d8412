import type { PaymentProvider, PaymentStatus } from '@/api/types';
import { id, oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const STATUSES: PaymentStatus[] = [
  'succeeded',
  'processing',
  'requires_payment_method',
  'requires_action',
  'canceled',
];
export const PROVIDERS: PaymentProvider[] = ['stripe', 'sandbox'];

/** The list of payments as the address has it, and what the API is asked for. */
export function usePaymentList() {
  return useStudioList({
    filters: { status: oneOf(STATUSES), provider: oneOf(PROVIDERS), customer: id },
    sorts: ['createdAt', 'amount'],
  });
}
