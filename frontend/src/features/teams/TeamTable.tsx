import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconSearchOff, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Team } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import toolbar from '@/features/lists/Toolbar.module.css';
import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { useTeamsMessages } from '@/lib/messages/teams';
import { EmptyState } from '@/ui/EmptyState';
import { LayerMark } from '@/ui/LayerMark';
import { SearchField } from '@/ui/SearchField';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table, type Column } from '@/ui/Table';
import { teamsQuery } from './queries';
import classes from './TeamTable.module.css';

/** All teams, for those who look after everyone's. */
export function TeamTable() {
  const t = useTeamsMessages();
  const lists = useMemberMessages().lists;
  const columns = useColumns();
  const [params, change] = useListParams({ page: '1', search: '', sort: 'name', order: 'asc' });
  const page = pageNumber(params.page);
  const sort = params.sort === 'createdAt' ? 'createdAt' : 'name';
  const order = params.order === 'desc' ? 'desc' : 'asc';
  const teams = useQuery(teamsQuery({ page, search: params.search, sort, order }, false));
  return (
    <section className={list.card} aria-label={t.studio.title}>
      <div className={toolbar.toolbar}>
        <SearchField
          className={toolbar.search}
          label={t.search}
          value={params.search}
          onSearch={(search) => change({ search })}
        />
      </div>
      {teams.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={6} picture />
        </div>
      )}
      {teams.isError && !teams.data && <LoadError error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.data?.total === 0 && !params.search && (
        <EmptyState
          icon={<IconUsersGroup size={28} stroke={1.5} aria-hidden="true" />}
          title={t.studio.emptyTitle}
          text={t.studio.empty}
        />
      )}
      {teams.data?.total === 0 && params.search && (
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
      {teams.data && teams.data.total > 0 && (
        <>
          <Table
            label={t.studio.title}
            columns={columns}
            rows={teams.data.teams}
            keyOf={(team) => team.id}
            sorting={{ by: sort, order }}
            onSort={(next) => change({ sort: next.by, order: next.order })}
            busy={teams.isPlaceholderData}
          />
          <ListPager
            page={page}
            pages={teams.data.pages}
            total={t.total(teams.data.total)}
            onPage={(next) => change({ page: next })}
          />
        </>
      )}
    </section>
  );
}

function useColumns(): Column<Team>[] {
  const t = useTeamsMessages();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t.studio.name,
      sort: 'name',
      cell: (team) => (
        <div className={classes.team}>
          <LayerMark name={team.name} size={36} />
          <div className={classes.what}>
            <Link to={`/teams/${team.id}`} className={`rowLink ${classes.name}`}>
              {team.name}
            </Link>
            {team.description && <p className={classes.description}>{team.description}</p>}
          </div>
        </div>
      ),
    },
    { key: 'slug', label: t.studio.slug, from: 'wide', cell: (team) => <span className="mono">{team.slug}</span> },
    {
      key: 'members',
      label: t.studio.membersColumn,
      align: 'end',
      cell: (team) => format.number(team.memberCount),
    },
    {
      key: 'created',
      label: t.studio.created,
      sort: 'createdAt',
      from: 'medium',
      align: 'end',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)}>
          {format.day(createdAt)}
        </time>
      ),
    },
  ];
}
