import { useRoleName } from '@/features/account/useRoleName';
import { ListChoice } from '@/features/lists/ListChoice';
import { useUsersMessages } from '@/lib/messages/studio';
import { ROLES, type useUserList } from './useUserList';

/** What narrows the list of users. */
export function UserFilters({ list }: Pick<ReturnType<typeof useUserList>, 'list'>) {
  const t = useUsersMessages();
  const roleName = useRoleName();
  return (
    <>
      <ListChoice
        list={list}
        by="role"
        label={t.filter.role}
        all={t.filter.allRoles}
        choices={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
      />
      <ListChoice
        list={list}
        by="active"
        label={t.filter.state}
        all={t.filter.allStates}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.deactivated },
        ]}
      />
      <ListChoice
        list={list}
        by="verified"
        label={t.filter.verified}
        all={t.filter.allVerified}
        choices={[
          { value: 'yes', label: t.filter.yes },
          { value: 'no', label: t.filter.no },
        ]}
      />
    </>
  );
}
