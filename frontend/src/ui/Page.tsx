import { useEffect, type ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Name in the browser's tab, when it differs from the heading. */
  tab?: string;
  sub?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** A page of the signed-in application: its heading, what can be done, and its content. */
export function Page({ title, tab, sub, actions, children }: PageProps) {
  useDocumentTitle(tab ?? title);
  return (
    <>
      <div className={classes.top}>
        <div className={classes.titles}>
          <PageTitle>{title}</PageTitle>
          {sub && <p className={classes.sub}>{sub}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}

/** The one `h1` of a page. It takes the focus after a navigation, so that a screen reader starts there. */
export function PageTitle({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <h1 tabIndex={-1} className={[classes.title, className].filter(Boolean).join(' ')}>
      {children}
    </h1>
  );
}

/** Names the browser's tab after the page. */
export function useDocumentTitle(title: string): void {
  const t = useMessages();
  useEffect(() => {
    document.title = t.common.titled(title);
  }, [t, title]);
}
