import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member, Team } from '@/api/types';
import { PersonLine } from '@/features/account/PersonLine';
import { LoadError } from '@/features/errors/LoadError';
import { ListPager } from '@/features/lists/ListPager';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { MemberMenu } from './MemberMenu';
import { membersQuery } from './queries';
import { TeamRolePill } from './TeamRolePill';
import type { TeamRights } from './useTeamRights';
import classes from './MembersCard.module.css';

interface MembersCardProps {
  team: Team;
  rights: TeamRights;
}

/** Who belongs to a team, and what may be done about it. */
export function MembersCard({ team, rights }: MembersCardProps) {
  const t = useTeamsMessages();
  const [page, setPage] = useState(1);
  const members = useQuery(membersQuery(team.id, page));
  return (
    <Card title={t.people.title} sub={members.data && t.people.sub(members.data.total)}>
      {members.isPending && <SkeletonRows count={Math.min(team.memberCount, 6)} picture />}
      {members.isError && !members.data && <LoadError error={members.error} onRetry={() => void members.refetch()} />}
      {members.data && (
        <>
          <ul className={classes.list} aria-label={t.people.list} aria-busy={members.isPlaceholderData}>
            {members.data.members.map((member) => (
              <MemberRow key={member.id} team={team} member={member} rights={rights} />
            ))}
          </ul>
          {members.data.pages > 1 && (
            <ListPager
              page={page}
              pages={members.data.pages}
              total={t.members(members.data.total)}
              onPage={(next) => setPage(Number(next))}
            />
          )}
        </>
      )}
    </Card>
  );
}

function MemberRow({ team, member, rights }: MembersCardProps & { member: Member }) {
  const t = useTeamsMessages();
  const format = useFormat();
  const { id } = useCurrentUser();
  const mine = member.userId === id;
  return (
    <li className={classes.row}>
      <PersonLine person={member} mark={mine && <Pill>{t.people.you}</Pill>} />
      <time className={classes.joined} dateTime={member.joinedAt} title={format.dateTime(member.joinedAt)}>
        {t.people.joined(format.relative(member.joinedAt))}
      </time>
      <TeamRolePill role={member.role} />
      <MemberMenu team={team} member={member} rights={rights} />
    </li>
  );
}
