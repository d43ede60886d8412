import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Team } from '@/api/types';
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
  if (team.data) return <Content team={team.data} />;
  return (
    <MemberPage title={team.isPending ? t.common.loading : teams.title} crumb={<Back />}>
      {team.isPending ? (
        <SkeletonRows count={5} picture />
      ) : (
        <LoadError error={team.error} onRetry={() => void team.refetch()} />
      )}
    </MemberPage>
  );
}

function Back() {
  const t = useTeamsMessages();
  return <Crumb to="/teams" label={t.page.back} />;
}

function Content({ team }: { team: Team }) {
  const t = useTeamsMessages();
  const rights = useTeamRights(team);
  return (
    <MemberPage
      title={team.name}
      sub={team.description || t.page.noDescription}
      crumb={<Back />}
      picture={<LayerMark name={team.name} size={52} />}
      actions={<TeamActions team={team} rights={rights} />}
    >
      <div className={classes.columns}>
        <MembersCard team={team} rights={rights} />
        <Stack>
          {rights.manage && <InvitationsCard team={team} rights={rights} />}
          <AboutTeamCard team={team} />
        </Stack>
      </div>
    </MemberPage>
  );
}
