import { Outlet } from 'react-router';
import { useMediaQuery } from '@mantine/hooks';
import { MobileTabs, MobileTopBar } from '@/features/navigation/MobileBar';
import { Sidebar } from '@/features/navigation/Sidebar';
import classes from './MemberLayout.module.css';

/** The signed-in application: navigation beside the page, or above and below it on small screens. */
export function MemberLayout() {
  const wide = useMediaQuery('(min-width: 60em)', true, { getInitialValueInEffect: false });
  return (
    <div className={classes.app}>
      {wide ? <Sidebar /> : <MobileTopBar />}
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      {!wide && <MobileTabs />}
    </div>
  );
}
