import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './Crumb.module.css';

/** The way back to where one came from, above a heading. */
export function Crumb({ to, label }: { to: string; label: string }) {
  return (
    <Link to={to} className={classes.crumb}>
      <IconChevronLeft size={15} stroke={2} aria-hidden="true" />
      {label}
    </Link>
  );
}
