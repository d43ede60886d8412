import type { Team } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { TeamRolePill } from './TeamRolePill';

/** What there is to know about a team. */
export function AboutTeamCard({ team }: { team: Team }) {
  const t = useTeamsMessages();
  const format = useFormat();
  return (
    <Card title={t.page.about}>
      <Facts
        facts={[
          { term: t.page.yourRole, value: team.myRole ? <TeamRolePill role={team.myRole} /> : t.notMember },
          { term: t.page.size, value: format.number(team.memberCount) },
          { term: t.page.slug, value: <span className="mono">{team.slug}</span> },
          { term: t.page.created, value: format.date(team.createdAt) },
        ]}
      />
    </Card>
  );
}
