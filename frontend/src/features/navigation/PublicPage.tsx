import type { ReactNode } from 'react';
import { PageTitle, useDocumentTitle } from '@/ui/Page';
import classes from './PublicPage.module.css';

interface PublicPageProps {
  title: string;
  /** Name in the browser's tab, when it differs from the heading. */
  tab?: string;
  sub?: string;
  /** Stands at the end of the heading's line. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page that everyone may see: its heading and its content, as wide as the public pages are. */
export function PublicPage({ title, tab, sub, aside, children }: PublicPageProps) {
  useDocumentTitle(tab ?? title);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <PageTitle className={classes.title}>{title}</PageTitle>
          {sub && <p className={classes.sub}>{sub}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}
