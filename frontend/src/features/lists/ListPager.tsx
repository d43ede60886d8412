import { useMemberMessages } from '@/lib/messages/member';
import { Pager } from '@/ui/Pager';

interface ListPagerProps {
  page: number;
  pages: number;
  /** How much there is in all, in words. */
  total: string;
  onPage: (page: string) => void;
}

/** The steps below a list that comes in pages. */
export function ListPager({ page, pages, total, onPage }: ListPagerProps) {
  const t = useMemberMessages().lists;
  return (
    <Pager
      label={t.page(page, pages)}
      total={total}
      previous={page > 1 ? () => onPage(String(page - 1)) : null}
      next={page < pages ? () => onPage(String(page + 1)) : null}
      previousLabel={t.previous}
      nextLabel={t.next}
    />
  );
}
