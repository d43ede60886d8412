import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { pagesAround } from './pagesAround';
import classes from './PageLinks.module.css';

interface PageLinksProps {
  page: number;
  pages: number;
  /** The address of a page. */
  addressOf: (page: number) => string;
}

/** Links to the pages of a list that everyone may read: they can be opened in a tab of their own, and followed by machines. */
export function PageLinks({ page, pages, addressOf }: PageLinksProps) {
  const t = useMessages().pages;
  const format = useFormat();
  if (pages < 2) return null;
  return (
    <nav className={classes.pages} aria-label={t.label}>
      <Step to={page > 1 ? addressOf(page - 1) : null} label={t.previous}>
        <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
      </Step>
      <ol className={classes.numbers}>
        {pagesAround(page, pages).map(({ number, gap }) => (
          <li key={number} className={classes.place} data-gap={gap}>
            <Link
              to={addressOf(number)}
              className={classes.number}
              aria-label={t.page(format.number(number))}
              aria-current={number === page ? 'page' : undefined}
            >
              {format.number(number)}
            </Link>
          </li>
        ))}
      </ol>
      <Step to={page < pages ? addressOf(page + 1) : null} label={t.next}>
        <IconChevronRight size={18} stroke={1.75} aria-hidden="true" />
      </Step>
    </nav>
  );
}

/** One page on or back. At either end its place stays, so that the numbers do not move. */
function Step({ to, label, children }: { to: string | null; label: string; children: ReactNode }) {
  if (to === null) return <span className={classes.step} data-disabled aria-hidden="true" />;
  return (
    <Link to={to} className={classes.step} aria-label={label}>
      {children}
    </Link>
  );
}
