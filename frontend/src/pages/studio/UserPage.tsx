import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import type { Person } from '@/api/types';
import { ActivityCard } from '@/features/audit/ActivityCard';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { userQuery } from '@/features/profile/queries';
import { useMay } from '@/features/roles/useMay';
import { UserActions } from '@/features/users/UserActions';
import { UserFactsCard } from '@/features/users/UserFactsCard';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import classes from './UserPage.module.css';

// The form weighs more than all the rest of the page, which need not wait for it.
const UserDetailsCard = lazy(() => import('@/features/users/UserDetailsCard'));

export default function UserPage() {
  return (
    <StudioDoor permission="users:read">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useMessages();
  const users = useUsersMessages();
  const { userId = '' } = useParams();
  const user = useQuery(userQuery(userId));
  if (user.data) return <Content user={user.data} />;
  return (
    <MemberPage title={user.isPending ? t.common.loading : users.title} crumb={<Back />}>
      {user.isPending ? (
        <SkeletonRows count={5} picture />
      ) : (
        <LoadError error={user.error} onRetry={() => void user.refetch()} />
      )}
    </MemberPage>
  );
}

function Back() {
  const t = useUsersMessages();
  return <Crumb to="/studio/users" label={t.page.back} />;
}

function Content({ user }: { user: Person }) {
  const may = useMay();
  const name = fullName(user);
  return (
    <MemberPage
      title={name}
      sub={user.email}
      crumb={<Back />}
      picture={<Avatar name={name} initials={initials(user)} picture={user.profilePicture} size={56} />}
      actions={<UserActions user={user} />}
    >
      <div className={classes.columns}>
        <Stack>
          <Suspense
            fallback={
              <Card>
                <SkeletonRows count={4} />
              </Card>
            }
          >
            <UserDetailsCard user={user} />
          </Suspense>
          {may('audit-logs:read') && <ActivityCard userId={user.id} />}
        </Stack>
        <UserFactsCard user={user} />
      </div>
    </MemberPage>
  );
}
