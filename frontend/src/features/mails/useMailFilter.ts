import { useSearchParams } from 'react-router';
import { SCROLL_KEPT } from '@/lib/scroll';
import type { MailFilter, MailStatus } from './queries';

const STATUSES: MailStatus[] = ['queued', 'sent', 'failed'];

/** Search, filter and page of the outbox. They stand in the address, so that they survive a reload and can be shared. */
export function useMailFilter(): [MailFilter, (change: Partial<MailFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: MailFilter = {
    page: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
    search: params.get('search') ?? '',
    status: STATUSES.find((status) => status === params.get('status')) ?? null,
  };

  function change(part: Partial<MailFilter>) {
    // Whoever narrows the list wants to see its beginning.
    const next = { ...filter, page: 1, ...part };
    const search = new URLSearchParams();
    if (next.search) search.set('search', next.search);
    if (next.status) search.set('status', next.status);
    if (next.page > 1) search.set('page', String(next.page));
    setParams(search, { replace: true, state: SCROLL_KEPT });
  }

  return [filter, change];
}
