import type { LedgerAccount } from '@/api/types';
import { day, oneOf } from '@/features/lists/readers';
import { useStudioList } from '@/features/lists/useStudioList';

export const ACCOUNTS: LedgerAccount[] = [
  'provider',
  'receivable',
  'fees',
  'refunds',
  'deferred',
  'deferred_tax',
  'sales',
  'subscriptions',
  'tax',
  'credit',
];

const currency = (typed: string) => (/^[A-Z]{3}$/.test(typed) ? typed : '');
const words = (typed: string) => typed.split(' ').filter(Boolean);

/** The entries as the address has them, and what the API is asked for. */
export function useEntryList() {
  return useStudioList({
    filters: { account: oneOf(ACCOUNTS), currency, about: words, from: day, to: day },
    sorts: ['createdAt'],
  });
}
