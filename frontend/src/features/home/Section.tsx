import type { ReactNode } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** One thought of the home page. */
export function Section({ title, lead, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.lead}>{lead}</p>
      {children}
    </section>
  );
}
