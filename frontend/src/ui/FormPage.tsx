import type { ReactNode } from 'react';
import { PageTitle, useDocumentTitle } from './Page';
import classes from './FormPage.module.css';

interface FormPageProps {
  title: string;
  sub?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
  /** The other ways to go on, below. */
  footer?: ReactNode;
}

/** A page that is one form or one message. */
export function FormPage({ title, sub, icon, children, footer }: FormPageProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.page}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <PageTitle className={classes.title}>{title}</PageTitle>
      {sub && <p className={classes.sub}>{sub}</p>}
      {children && <div className={classes.body}>{children}</div>}
      {footer && <div className={classes.footer}>{footer}</div>}
    </div>
  );
}
