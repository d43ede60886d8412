import { lazy } from 'react';
import { Outlet } from 'react-router';
import { useMediaQuery } from '@mantine/hooks';
import { MobileTabs, MobileTopBar } from '@/features/navigation/MobileBar';
import { Sidebar } from '@/features/navigation/Sidebar';
import { useTrayWanted } from '@/features/files/tray';
import { Later } from '@/ui/Later';
import classes from './MemberLayout.module.css';

const UploadTray = lazy(() => import('@/features/files/UploadTray'));

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
      <Later when={useTrayWanted()}>
        <UploadTray />
      </Later>
    </div>
  );
}
