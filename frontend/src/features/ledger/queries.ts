import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { LedgerAccount, LedgerEntry } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';

interface EntryQuestion extends ListQuestion<'createdAt'> {
  account: LedgerAccount | null;
  currency: string;
  /** What entries are about: `order:` or `payment:` and an id. */
  about: string[];
  /** Days, YYYY-MM-DD. */
  from: string;
  to: string;
}

const KEY = ['ledger'];

/** One page of what was booked. */
export const entriesQuery = (question: EntryQuestion) =>
  queryOptions({
    queryKey: [...KEY, 'entries', question],
    queryFn: async ({ signal }) => {
      const { account, currency, about, from, to } = question;
      const query = {
        ...asked(question),
        ...(account && { 'filter[account]': [account] }),
        ...(currency && { 'filter[currency]': [currency] }),
        ...(about.length > 0 && { 'filter[reference]': about }),
        dateFrom: from || undefined,
        dateTo: to || undefined,
      };
      return pageOf<LedgerEntry>(await api.get('/ledger/entries', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** What was booked about something, the oldest first. */
export const entriesAboutQuery = (references: string[]) =>
  queryOptions({
    queryKey: [...KEY, 'about', references],
    queryFn: async ({ signal }) => {
      const query = { limit: 50, order: 'asc' as const, 'filter[reference]': references };
      return (await api.get('/ledger/entries', { query, signal })).items as LedgerEntry[];
    },
  });

/** What every account holds. */
export const balancesQuery = queryOptions({
  queryKey: [...KEY, 'balances'],
  queryFn: ({ signal }) => api.get('/ledger/balances', { signal }),
});
