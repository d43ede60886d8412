import { useId, type ReactNode } from 'react';
import classes from './Card.module.css';

interface CardProps {
  /** Heading of the card; with it the card is a region of that name. */
  title?: string;
  sub?: ReactNode;
  /** Stands at the end of the heading's line. */
  aside?: ReactNode;
  tone?: 'danger';
  className?: string;
  children: ReactNode;
}

/** A surface that holds one matter. */
export function Card({ title, sub, aside, tone, className, children }: CardProps) {
  const id = useId();
  const Root = title ? 'section' : 'div';
  return (
    <Root
      className={[classes.card, className].filter(Boolean).join(' ')}
      data-tone={tone}
      aria-labelledby={title ? id : undefined}
    >
      {title && (
        <header className={classes.head}>
          <div className={classes.titles}>
            <h2 id={id} className={classes.title}>
              {title}
            </h2>
            {sub && <p className={classes.sub}>{sub}</p>}
          </div>
          {aside}
        </header>
      )}
      {children}
    </Root>
  );
}
