import { ActionIcon, Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link, Outlet } from 'react-router';
import { HomeLink } from '@/features/navigation/HomeLink';
import { PaletteButton } from '@/features/navigation/PaletteButton';
import { PublicLinks } from '@/features/navigation/PublicLinks';
import { LanguageToggle } from '@/features/preferences/LanguageToggle';
import { ThemeToggle } from '@/features/preferences/ThemeToggle';
import { useMessages } from '@/lib/messages/context';
import { useAppDispatch, useAppSelector } from '@/store/hooks';
import { paletteOpened } from '@/store/uiSlice';
import classes from './PublicLayout.module.css';

const CartButton = lazy(() => import('@/features/cart/CartButton'));

/** Pages that everyone may see. */
export function PublicLayout() {
  const t = useMessages();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.bar}>
          <HomeLink to="/" />
          <nav className={classes.places} aria-label={t.common.mainNavigation}>
            <PublicLinks />
          </nav>
          <div className={classes.tools}>
            <PaletteButton />
            <FindButton />
            <span className={classes.inHeader}>
              <ThemeToggle />
            </span>
            <span className={classes.cart}>
              <Suspense>
                <CartButton />
              </Suspense>
            </span>
            <AccountLinks />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <footer className={classes.footer}>
        <div className={classes.bar}>
          <span>{t.common.footerNote}</span>
          <nav className={classes.places} aria-label={t.common.footer}>
            <PublicLinks />
          </nav>
          <div className={classes.tools}>
            <LanguageToggle />
            <span className={classes.inFooter}>
              <ThemeToggle />
            </span>
          </div>
        </div>
      </footer>
    </div>
  );
}

/** Opens the command palette where there is no room for its field. */
function FindButton() {
  const t = useMessages();
  const dispatch = useAppDispatch();
  return (
    <ActionIcon className={classes.find} aria-label={t.palette.open} onClick={() => dispatch(paletteOpened())}>
      <IconSearch size={19} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
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
