import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
import { LoadError } from '@/features/errors/LoadError';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useMemberMessages } from '@/lib/messages/member';
import { useUsersMessages } from '@/lib/messages/studio';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table } from '@/ui/Table';
import { usersQuery } from './queries';
import { useUserColumns } from './useUserColumns';
import { useUserFilter, type UserParams } from './useUserFilter';
import { UserToolbar } from './UserToolbar';

/** Everyone who has an account: searched, filtered, sorted, page by page. */
export function UserTable() {
  const t = useUsersMessages();
  const [filter, params, change] = useUserFilter();
  const columns = useColumnChoice('users', useUserColumns());
  const users = useQuery(usersQuery(filter));
  const narrowed = Boolean(params.search || params.role || params.active || params.verified);
  return (
    <section className={list.card} aria-label={t.title}>
      <UserToolbar params={params} onChange={change}>
        <ColumnMenu choices={columns.choices} onToggle={columns.toggle} />
      </UserToolbar>
      {users.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={8} picture />
        </div>
      )}
      {users.isError && !users.data && <LoadError error={users.error} onRetry={() => void users.refetch()} />}
      {users.data?.total === 0 && <Nobody narrowed={narrowed} onChange={change} />}
      {users.data && users.data.total > 0 && (
        <>
          <Table
            label={t.title}
            columns={columns.shown}
            rows={users.data.users}
            keyOf={(user) => user.id}
            sorting={{ by: filter.sort, order: filter.order }}
            onSort={({ by, order }) => change({ sort: by, order })}
            busy={users.isPlaceholderData}
          />
          <ListPager
            page={filter.page}
            pages={users.data.pages}
            total={t.total(users.data.total)}
            onPage={(page) => change({ page })}
          />
        </>
      )}
    </section>
  );
}

function Nobody({ narrowed, onChange }: { narrowed: boolean; onChange: (change: Partial<UserParams>) => void }) {
  const t = useUsersMessages();
  const lists = useMemberMessages().lists;
  if (!narrowed) {
    return (
      <EmptyState icon={<IconUsers size={28} stroke={1.5} aria-hidden="true" />} title={t.emptyTitle} text={t.empty} />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={lists.noMatchTitle}
      text={lists.noMatch}
      action={
        <Button variant="default" onClick={() => onChange({ search: '', role: '', active: '', verified: '' })}>
          {lists.clear}
        </Button>
      }
    />
  );
}
