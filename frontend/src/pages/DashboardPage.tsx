import { lazy, Suspense, useState } from 'react';
import { greeting } from '@/features/dashboard/greeting';
import { OutboxCard } from '@/features/dashboard/OutboxCard';
import { RecentSignIns } from '@/features/dashboard/RecentSignIns';
import { Tasks } from '@/features/dashboard/Tasks';
import { useOverview } from '@/features/dashboard/useOverview';
import { LoadError } from '@/features/errors/LoadError';
import { MemberPage } from '@/features/navigation/MemberPage';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { fullName } from '@/lib/person';
import { Meter } from '@/ui/Meter';
import { Stat } from '@/ui/Stat';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './DashboardPage.module.css';

// Their texts are those of their own pages, which come with them.
const RecentOrders = lazy(() => import('@/features/orders/RecentOrders'));
const DraftsCard = lazy(() => import('@/features/writing/DraftsCard'));
const SubscriptionCard = lazy(() => import('@/features/billing/SubscriptionCard'));
const OverdueBanner = lazy(() => import('@/features/billing/OverdueBanner'));

export default function DashboardPage() {
  const t = useMemberMessages();
  const overview = useOverview();
  const [now] = useState(() => new Date());
  const { user, tasks, pending } = overview;
  const waiting = tasks.length === 0 ? t.dashboard.allFine : t.dashboard.waiting(tasks.length);
  return (
    <MemberPage
      title={greeting(user.firstName ?? fullName(user), now, t)}
      tab={t.dashboard.title}
      // Nobody knows what waits as long as it could not be asked.
      sub={overview.error ? undefined : pending ? t.common.loading : waiting}
    >
      <Suspense>
        <OverdueBanner />
      </Suspense>
      {overview.error ? (
        <LoadError error={overview.error} onRetry={overview.retry} />
      ) : (
        <>
          <Figures overview={overview} />
          <div className={classes.two}>
            <Tasks tasks={tasks} pending={pending} />
            <RecentSignIns sessions={overview.sessions} />
          </div>
        </>
      )}
      <div className={classes.two}>
        <Suspense fallback={<SkeletonRows count={3} />}>
          <RecentOrders />
        </Suspense>
        <Suspense fallback={<SkeletonRows count={3} />}>
          <SubscriptionCard />
        </Suspense>
      </div>
      <div className={classes.own}>
        <Suspense fallback={<SkeletonRows count={3} />}>
          <DraftsCard />
        </Suspense>
      </div>
      {overview.isAdmin && <OutboxCard />}
    </MemberPage>
  );
}

function Figures({ overview }: { overview: ReturnType<typeof useOverview> }) {
  const t = useMemberMessages();
  const format = useFormat();
  const { user, share, missing, sessions } = overview;
  return (
    <div className={classes.stats}>
      <Stat
        label={t.dashboard.address}
        value={user.emailVerified ? t.dashboard.confirmed : t.dashboard.unconfirmed}
        note={<span className={classes.address}>{user.email}</span>}
      />
      <Stat
        label={t.dashboard.profile}
        value={share === undefined ? undefined : format.percent(share)}
        note={
          share === 1 ? (
            t.dashboard.profileMissing(0)
          ) : (
            <div className={classes.meter}>
              <Meter value={share ?? 0} label={t.profile.completenessLabel(format.percent(share ?? 0))} />
              <span>{missing === undefined ? '' : t.dashboard.profileMissing(missing)}</span>
            </div>
          )
        }
      />
      <Stat
        label={t.dashboard.devices}
        value={sessions && format.number(sessions.length)}
        note={sessions && t.dashboard.devicesOthers(sessions.length - 1)}
      />
      <Stat label={t.dashboard.member} value={format.day(user.createdAt)} note={format.relative(user.createdAt)} />
    </div>
  );
}
