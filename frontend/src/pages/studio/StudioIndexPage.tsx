import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { LatestOrdersCard } from '@/features/all-orders/LatestOrdersCard';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { studioGroups } from '@/features/navigation/places';
import { RevenueOverview } from '@/features/revenue/RevenueOverview';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useStudioMessages } from '@/lib/messages/studio';
import classes from './StudioIndexPage.module.css';

export default function StudioIndexPage() {
  const t = useMessages();
  const studio = useStudioMessages();
  const may = useMay();
  return (
    <StudioDoor permission="users:read">
      <MemberPage title={studio.title} sub={studio.sub}>
        {may('revenue:read') && <RevenueOverview />}
        {may('orders:read') && <LatestOrdersCard />}
        {studioGroups(t, may).map(({ key, label, places }) => (
          <section key={key} aria-labelledby={`rooms-${key}`}>
            <h2 id={`rooms-${key}`} className={classes.group}>
              {label}
            </h2>
            <ul className={classes.rooms}>
              {places.map(({ to, label: name, icon: Icon }) => (
                <li key={to} className={classes.room}>
                  <span className={classes.icon}>
                    <Icon size={20} stroke={1.75} aria-hidden="true" />
                  </span>
                  <div className={classes.what}>
                    <Link to={to} className={classes.name}>
                      {name}
                    </Link>
                    <p className={classes.text}>{studio.rooms[to]}</p>
                  </div>
                  <IconChevronRight size={18} stroke={1.75} className={classes.arrow} aria-hidden="true" />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </MemberPage>
    </StudioDoor>
  );
}
