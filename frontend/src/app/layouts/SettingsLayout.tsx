import { NavLink, Outlet } from 'react-router';
import { settingsPlaces } from '@/features/navigation/places';
import { useMessages } from '@/lib/messages/context';
import classes from './SettingsLayout.module.css';

/** The settings: their sections beside the one that is open. */
export function SettingsLayout() {
  const t = useMessages();
  return (
    <>
      <nav className={classes.sections} aria-label={t.navigation.settingsSections}>
        {settingsPlaces(t).map(({ to, label }) => (
          <NavLink key={to} to={to} className={classes.section}>
            {label}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
