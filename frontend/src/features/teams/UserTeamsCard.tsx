import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useUsersMessages } from '@/lib/messages/studio';
import { Card } from '@/ui/Card';
import { Item, ItemList } from '@/ui/ItemList';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { teamsOfUserQuery } from './queries';

/** The teams in which a person is, as far as one may see them. */
export function UserTeamsCard({ userId }: { userId: string }) {
  const users = useUsersMessages();
  const teams = useQuery(teamsOfUserQuery(userId));
  return (
    <Card title={users.page.teams}>
      {teams.isPending && <SkeletonRows count={2} />}
      {teams.isError && !teams.data && <LoadError error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.data?.length === 0 && <p>{users.page.teamsNone}</p>}
      {teams.data && teams.data.length > 0 && (
        <ItemList label={users.page.teams}>
          {teams.data.map((team) => (
            <Item
              key={team.id}
              name={
                <Link className="link" to={`/teams/${team.id}`}>
                  {team.name}
                </Link>
              }
              details={team.description}
            />
          ))}
        </ItemList>
      )}
    </Card>
  );
}
