import { Fragment } from 'react';
import { NavLink } from 'react-router';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { AccountMenu } from './AccountMenu';
import { HomeLink } from './HomeLink';
import { memberPlaces, studioGroups, type Place } from './places';
import classes from './Sidebar.module.css';

/** The navigation of the signed-in application on wide screens. */
export function Sidebar() {
  const t = useMessages();
  const may = useMay();
  return (
    <header className={classes.side}>
      <div className={classes.inner}>
        <div className={classes.brand}>
          <HomeLink to="/dashboard" />
        </div>
        <nav aria-label={t.common.mainNavigation} className={classes.nav}>
          <PlaceList places={memberPlaces(t)} />
          {studioGroups(t, may).map(({ key, label, places }) => (
            <Fragment key={key}>
              <p id={`places-${key}`} className={classes.caption}>
                {label}
              </p>
              <PlaceList places={places} labelledBy={`places-${key}`} />
            </Fragment>
          ))}
        </nav>
        <AccountMenu />
      </div>
    </header>
  );
}

function PlaceList({ places, labelledBy }: { places: Place[]; labelledBy?: string }) {
  return (
    <ul className={classes.list} aria-labelledby={labelledBy}>
      {places.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <NavLink to={to} className={classes.place}>
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
