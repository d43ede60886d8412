import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import { MemberPage } from '@/features/navigation/MemberPage';
import { ProfileAside } from '@/features/profile/ProfileAside';
import { profileQuery } from '@/features/profile/queries';
import { useCurrentUser } from '@/features/session/context';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './ProfilePage.module.css';

// The form weighs more than all the rest of the page, which need not wait for it.
const ProfileForm = lazy(() => import('@/features/profile/ProfileForm'));

export default function ProfilePage() {
  const t = useMemberMessages();
  const user = useCurrentUser();
  const profile = useQuery(profileQuery(user.id));
  return (
    <MemberPage title={t.profile.title} sub={t.profile.sub}>
      {profile.isPending && (
        <Card>
          <SkeletonRows count={5} />
        </Card>
      )}
      {profile.isError && !profile.data && <LoadError error={profile.error} onRetry={() => void profile.refetch()} />}
      {profile.data && (
        <div className={classes.columns}>
          <Suspense
            fallback={
              <Card>
                <SkeletonRows count={5} />
              </Card>
            }
          >
            <ProfileForm user={user} profile={profile.data} />
          </Suspense>
          <ProfileAside user={user} profile={profile.data} />
        </div>
      )}
    </MemberPage>
  );
}
