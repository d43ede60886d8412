import { Button } from '@mantine/core';
import { Link, Outlet } from 'react-router';
import { HomeLink } from '@/features/navigation/HomeLink';
import { LanguageToggle } from '@/features/preferences/LanguageToggle';
import { ThemeToggle } from '@/features/preferences/ThemeToggle';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import classes from './PublicLayout.module.css';

/** Pages that everyone may see. */
export function PublicLayout() {
  const t = useMessages();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.bar}>
          <HomeLink to="/" />
          <div className={classes.tools}>
            <a className={classes.reference} href="/api/docs">
              {t.navigation.apiReference}
            </a>
            <ThemeToggle />
            <AccountLinks />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <footer className={classes.footer}>
        <div className={classes.bar}>
          <span>{t.home.footerNote}</span>
          <LanguageToggle />
        </div>
      </footer>
    </div>
  );
}

function AccountLinks() {
  const t = useMessages();
  const status = useAppSelector((state) => state.auth.status);
  // The place stays taken while the session is being restored, so that nothing jumps.
  if (status === 'restoring') return <div className={classes.reserved} aria-hidden="true" />;
  if (status === 'signedIn') {
    return (
      <Button component={Link} to="/dashboard">
        {t.navigation.overview}
      </Button>
    );
  }
  return (
    <>
      <Button component={Link} to="/login" variant="subtle">
        {t.navigation.signIn}
      </Button>
      <Button component={Link} to="/register" className={classes.signUp}>
        {t.navigation.signUp}
      </Button>
    </>
  );
}
