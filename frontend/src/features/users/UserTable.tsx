import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { StudioTable } from '@/features/lists/StudioTable';
import { useUsersMessages } from '@/lib/messages/studio';
import { usersQuery } from './queries';
import { useUserColumns } from './useUserColumns';
import { UserFilters } from './UserFilters';
import { useUserList } from './useUserList';

/** Everyone who has an account. */
export function UserTable() {
  const t = useUsersMessages();
  const { list, question } = useUserList();
  return (
    <StudioTable
      name="users"
      icon={IconUsers}
      t={t}
      list={list}
      found={useQuery(usersQuery(question))}
      columns={useUserColumns()}
      filters={<UserFilters list={list} />}
    />
  );
}
