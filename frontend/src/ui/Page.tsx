import { useEffect, type ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Name in the browser's tab, when it differs from the heading. */
  tab?: string;
  sub?: ReactNode;
  /** Stands above the heading: the way back. */
  crumb?: ReactNode;
  /** Stands before the heading: a picture of what the page is about. */
  picture?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** A page of the signed-in application: its heading, what can be done, and its content. */
export function Page({ title, tab, sub, crumb, picture, actions, children }: PageProps) {
  useDocumentTitle(tab ?? title);
  return (
    <>
      {crumb}
      <div className={classes.top}>
        {picture && <div className={classes.picture}>{picture}</div>}
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
      {typeof children === 'string' ? children.split(CODE).map(whole) : children}
    </h1>
  );
}

/** A code such as `VH1R-748W`. */
const CODE = /(\b[\dA-Z]+(?:-[\dA-Z]+)+\b)/;

/** Keeps a code on one line: every other part is one. */
const whole = (part: string, place: number) =>
  place % 2 === 1 ? (
    <span key={place} className={classes.whole}>
      {part}
    </span>
  ) : (
    part
  );

/** Names the browser's tab after the page. */
export function useDocumentTitle(title: string): void {
  const t = useMessages();
  useEffect(() => {
    document.title = t.common.titled(title);
  }, [t, title]);
}
