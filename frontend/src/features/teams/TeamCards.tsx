import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearchOff, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Team } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { ListPager } from '@/features/lists/ListPager';
import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { useTeamsMessages } from '@/lib/messages/teams';
import { EmptyState } from '@/ui/EmptyState';
import { LayerMark } from '@/ui/LayerMark';
import { SearchField } from '@/ui/SearchField';
import { teamsQuery } from './queries';
import { TeamRolePill } from './TeamRolePill';
import { TeamCardSkeletons } from './TeamCardSkeletons';
import classes from './TeamCards.module.css';

/** From how many teams on a search helps. */
const SEARCHABLE = 7;

/** The teams one belongs to, as cards. */
export function TeamCards({ onCreate }: { onCreate: () => void }) {
  const t = useTeamsMessages();
  const lists = useMemberMessages().lists;
  const [params, change] = useListParams({ page: '1', search: '' });
  const page = pageNumber(params.page);
  const teams = useQuery(teamsQuery({ page, search: params.search, sort: 'name', order: 'asc' }, true));
  if (teams.isPending) return <TeamCardSkeletons />;
  if (!teams.data) return <LoadError error={teams.error} onRetry={() => void teams.refetch()} />;
  const { total, pages } = teams.data;
  return (
    <>
      {(total >= SEARCHABLE || params.search) && (
        <SearchField
          className={classes.search}
          label={t.search}
          value={params.search}
          onSearch={(search) => change({ search })}
        />
      )}
      {total === 0 && params.search && (
        <EmptyState
          icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
          title={lists.noMatchTitle}
          text={lists.noMatch}
          action={
            <Button variant="default" onClick={() => change({ search: '' })}>
              {lists.clear}
            </Button>
          }
        />
      )}
      {total === 0 && !params.search && <NoTeams onCreate={onCreate} />}
      {total > 0 && (
        <ul className={classes.cards} aria-label={t.list} aria-busy={teams.isPlaceholderData}>
          {teams.data.teams.map((team) => (
            <TeamCard key={team.id} team={team} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <ListPager page={page} pages={pages} total={t.total(total)} onPage={(next) => change({ page: next })} />
      )}
    </>
  );
}

function TeamCard({ team }: { team: Team }) {
  const t = useTeamsMessages();
  const format = useFormat();
  return (
    <li className={classes.card}>
      <div className={classes.top}>
        <LayerMark name={team.name} />
        {team.myRole && <TeamRolePill role={team.myRole} />}
      </div>
      <h2 className={classes.name}>
        <Link to={`/teams/${team.id}`} className={classes.link}>
          {team.name}
        </Link>
      </h2>
      <p className={classes.description}>{team.description || t.page.noDescription}</p>
      <p className={classes.foot}>
        <span>{t.members(team.memberCount)}</span>
        <span>{t.since(format.day(team.createdAt))}</span>
      </p>
    </li>
  );
}

function NoTeams({ onCreate }: { onCreate: () => void }) {
  const t = useTeamsMessages();
  return (
    <div className={classes.empty}>
      <EmptyState
        icon={<IconUsersGroup size={32} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
        action={
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={onCreate}>
            {t.newTeam}
          </Button>
        }
      />
    </div>
  );
}
