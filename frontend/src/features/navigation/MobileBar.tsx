import { ActionIcon } from '@mantine/core';
import { IconSearch, IconTool } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useAppDispatch } from '@/store/hooks';
import { paletteOpened } from '@/store/uiSlice';
import { AccountMenu } from './AccountMenu';
import { HomeLink } from './HomeLink';
import { studioGroups, tabPlaces } from './places';
import classes from './MobileBar.module.css';

/** Brand, search and account at the top of small screens. */
export function MobileTopBar() {
  const t = useMessages();
  const dispatch = useAppDispatch();
  return (
    <header className={classes.top}>
      <HomeLink to="/dashboard" />
      <div className={classes.tools}>
        <ActionIcon aria-label={t.palette.open} size={40} onClick={() => dispatch(paletteOpened())}>
          <IconSearch size={20} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <AccountMenu compact />
      </div>
    </header>
  );
}

/** The navigation of small screens, within reach of the thumb. */
export function MobileTabs() {
  const t = useMessages();
  const may = useMay();
  const studio = { to: '/studio', label: t.navigation.studio, icon: IconTool };
  const places = [...tabPlaces(t), ...(studioGroups(t, may).length > 0 ? [studio] : [])];
  return (
    <nav className={classes.tabs} aria-label={t.common.mainNavigation}>
      {places.map(({ to, label, icon: Icon }) => (
        <NavLink key={to} to={to} className={classes.tab}>
          <Icon size={22} stroke={1.6} aria-hidden="true" />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
