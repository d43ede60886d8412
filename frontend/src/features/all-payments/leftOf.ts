import type { Payment } from '@/api/types';
import { difference } from '@/lib/money';

/** What of a payment can still go back, in major units: neither has gone back nor is on its way. */
export function leftOf({ amount, currency, refunds }: Pick<Payment, 'amount' | 'currency' | 'refunds'>): string {
  const taken = refunds.filter(({ status }) => status !== 'failed').map((refund) => refund.amount);
  return difference(amount, taken, currency);
}
