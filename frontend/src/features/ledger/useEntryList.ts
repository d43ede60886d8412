import type { LedgerAccount } from '@/api/types';
import { useStudioList } from '@/features/lists/useStudioList';
import type { EntryQuestion } from './queries';

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

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The entries as the address has them, and what the API is asked for; what it would refuse is left out. */
export function useEntryList() {
  const list = useStudioList({ filters: ['account', 'currency', 'about', 'from', 'to'], sorts: ['createdAt'] });
  const { page, search, sort, order, params } = list;
  const question: EntryQuestion = {
    page,
    search,
    sort,
    order,
    account: ACCOUNTS.find((account) => account === params.account) ?? null,
    currency: /^[A-Z]{3}$/.test(params.currency) ? params.currency : '',
    about: params.about.split(' ').filter(Boolean),
    from: DAY.test(params.from) ? params.from : '',
    to: DAY.test(params.to) ? params.to : '',
  };
  return { list, question };
}
