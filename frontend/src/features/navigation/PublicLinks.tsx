import { NavLink } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import classes from './PublicLinks.module.css';

/** The ways to what everyone may see. */
export function PublicLinks() {
  const t = useMessages();
  return (
    <>
      <NavLink to="/products" className={classes.link}>
        {t.navigation.products}
      </NavLink>
      <NavLink to="/articles" className={classes.link}>
        {t.navigation.articles}
      </NavLink>
      <NavLink to="/pricing" className={classes.link}>
        {t.navigation.pricing}
      </NavLink>
      <a href="/api/docs" className={classes.link}>
        {t.navigation.apiReference}
      </a>
    </>
  );
}
