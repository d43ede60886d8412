import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { MemberPage } from './MemberPage';
import { settingsPlaces } from './places';
import classes from './SettingsPage.module.css';

interface SettingsPageProps {
  title: string;
  sub: string;
  children: ReactNode;
}

/** A section of the settings, with the way to the others below its heading. */
export function SettingsPage({ children, ...heading }: SettingsPageProps) {
  const t = useMessages();
  return (
    <MemberPage {...heading}>
      <nav className={classes.sections} aria-label={t.navigation.settingsSections}>
        {settingsPlaces(t).map(({ to, label }) => (
          <NavLink key={to} to={to} className={classes.section}>
            {label}
          </NavLink>
        ))}
      </nav>
      {children}
    </MemberPage>
  );
}
