import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListBody } from '@/features/lists/ListBody';
import { ListPager } from '@/features/lists/ListPager';
import { NothingFound } from '@/features/lists/NothingFound';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useUsersMessages } from '@/lib/messages/studio';
import { Table } from '@/ui/Table';
import { usersQuery } from './queries';
import { useUserColumns } from './useUserColumns';
import { useUserFilter } from './useUserFilter';
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
      <ListBody
        found={users}
        nothing={
          <NothingFound
            narrowed={narrowed}
            onClear={() => change({ search: '', role: '', active: '', verified: '' })}
            icon={IconUsers}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
        {(page) => (
          <>
            <Table
              label={t.title}
              columns={columns.shown}
              rows={page.users}
              keyOf={(user) => user.id}
              sorting={{ by: filter.sort, order: filter.order }}
              onSort={({ by, order }) => change({ sort: by, order })}
              busy={users.isPlaceholderData}
            />
            <ListPager
              page={filter.page}
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => change({ page: number })}
            />
          </>
        )}
      </ListBody>
    </section>
  );
}
