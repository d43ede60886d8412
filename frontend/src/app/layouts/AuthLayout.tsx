import { IconCheck } from '@tabler/icons-react';
import { Outlet } from 'react-router';
import { HomeLink } from '@/features/navigation/HomeLink';
import { LanguageToggle } from '@/features/preferences/LanguageToggle';
import { ThemeToggle } from '@/features/preferences/ThemeToggle';
import { useMessages } from '@/lib/messages/context';
import { Strata } from '@/ui/Strata';
import classes from './AuthLayout.module.css';

/** One form, and beside it on wide screens what may be expected of this place. */
export function AuthLayout() {
  const t = useMessages();
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <header className={classes.header}>
          <HomeLink to="/" />
          <ThemeToggle />
        </header>
        <main id="main" tabIndex={-1} className={classes.main}>
          <div className={classes.form}>
            <Outlet />
          </div>
        </main>
        <footer className={classes.footer}>
          <LanguageToggle />
        </footer>
      </div>
      <aside className={classes.aside}>
        <div className={classes.pitch}>
          <p className={classes.title}>{t.auth.aside.title}</p>
          <ul className={classes.points}>
            {t.auth.aside.points.map((point) => (
              <li key={point}>
                <IconCheck size={18} stroke={2} aria-hidden="true" />
                {point}
              </li>
            ))}
          </ul>
        </div>
        <Strata className={classes.strata} />
      </aside>
    </div>
  );
}
