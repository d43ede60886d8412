import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Shelf.module.css';

interface ShelfProps {
  title: string;
  /** Where there is more of it. */
  more?: { to: string; label: string };
  children: ReactNode;
}

/** A few things of a kind below what a page is about, and the way to the others. */
export function Shelf({ title, more, children }: ShelfProps) {
  const id = useId();
  return (
    <section className={classes.shelf} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {more && (
          <Link to={more.to} className={classes.more}>
            {more.label}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
