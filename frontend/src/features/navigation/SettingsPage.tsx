import { useEffect, useRef, type ReactNode } from 'react';
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

/** A section of the settings, with the way to the others beside it, or above it on small screens. */
export function SettingsPage({ children, ...heading }: SettingsPageProps) {
  const t = useMessages();
  const sections = useRef<HTMLElement>(null);

  // On small screens they are a line that is longer than the screen: it begins where one is.
  useEffect(() => {
    const line = sections.current;
    const current = line?.querySelector<HTMLElement>('[aria-current]');
    if (line && current) line.scrollLeft = current.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
  }, []);

  return (
    <MemberPage {...heading}>
      <div className={classes.columns}>
        <nav ref={sections} className={classes.sections} aria-label={t.navigation.settingsSections}>
          {settingsPlaces(t).map(({ to, label, icon: Icon }) => (
            <NavLink key={to} to={to} className={classes.section}>
              <Icon size={18} stroke={1.75} aria-hidden="true" />
              {label}
            </NavLink>
          ))}
        </nav>
        <div>{children}</div>
      </div>
    </MemberPage>
  );
}
