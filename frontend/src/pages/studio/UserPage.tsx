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
import { UserTeamsCard } from '@/features/teams/UserTeamsCard';
import { UserActions } from '@/features/users/UserActions';
import { UserFactsCard } from '@/features/users/UserFactsCard';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import { Card } from '@/ui/Card';
import { Columns } from '@/ui/Columns';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';

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
  const may = useMay();
  const { userId = '' } = useParams();
  const user = useQuery(userQuery(userId));
  // One page before and after loading, so that its heading keeps the focus it was given.
  return (
    <MemberPage
      title={user.data ? fullName(user.data) : user.isPending ? t.common.loading : users.title}
      sub={user.data?.email}
      crumb={<Crumb to="/studio/users" label={users.page.back} />}
      picture={user.data && <Picture user={user.data} />}
      actions={user.data && <UserActions user={user.data} />}
    >
      {user.isPending && <SkeletonRows count={5} picture />}
      {user.isError && !user.data && <LoadError error={user.error} onRetry={() => void user.refetch()} />}
      {user.data && (
        <Columns>
          <Stack>
            <Suspense
              fallback={
                <Card>
                  <SkeletonRows count={4} />
                </Card>
              }
            >
              <UserDetailsCard user={user.data} />
            </Suspense>
            <UserTeamsCard userId={user.data.id} />
            {may('audit-logs:read') && <ActivityCard userId={user.data.id} />}
          </Stack>
          <UserFactsCard user={user.data} />
        </Columns>
      )}
    </MemberPage>
  );
}

function Picture({ user }: { user: Person }) {
  return <Avatar name={fullName(user)} initials={initials(user)} picture={user.profilePicture} size={56} />;
}
