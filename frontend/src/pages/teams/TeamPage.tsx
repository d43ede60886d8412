import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { AboutTeamCard } from '@/features/teams/AboutTeamCard';
import { InvitationsCard } from '@/features/teams/InvitationsCard';
import { MembersCard } from '@/features/teams/MembersCard';
import { teamQuery } from '@/features/teams/queries';
import { TeamActions } from '@/features/teams/TeamActions';
import { useTeamRights } from '@/features/teams/useTeamRights';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { LayerMark } from '@/ui/LayerMark';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import classes from './TeamPage.module.css';

export default function TeamPage() {
  const t = useMessages();
  const teams = useTeamsMessages();
  const { teamId = '' } = useParams();
  const team = useQuery(teamQuery(teamId));
  const rights = useTeamRights(team.data ?? null);
  // One page before and after loading, so that its heading keeps the focus it was given.
  return (
    <MemberPage
      title={team.data?.name ?? (team.isPending ? t.common.loading : teams.title)}
      sub={team.data && (team.data.description || teams.page.noDescription)}
      crumb={<Crumb to="/teams" label={teams.page.back} />}
      picture={team.data && <LayerMark name={team.data.name} size={52} />}
      actions={team.data && <TeamActions team={team.data} rights={rights} />}
    >
      {team.isPending && <SkeletonRows count={5} picture />}
      {team.isError && !team.data && <LoadError error={team.error} onRetry={() => void team.refetch()} />}
      {team.data && (
        <div className={classes.columns}>
          <MembersCard team={team.data} rights={rights} />
          <Stack>
            {rights.manage && <InvitationsCard team={team.data} rights={rights} />}
            <AboutTeamCard team={team.data} />
          </Stack>
        </div>
      )}
    </MemberPage>
  );
}
