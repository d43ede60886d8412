import { useRoleName } from '@/features/account/useRoleName';
import { useUsersMessages } from '@/lib/messages/studio';
import { FilterSelect } from '@/ui/FilterSelect';
import { ROLES, type useUserList } from './useUserList';

/** What narrows the list of users. */
export function UserFilters({ list: { params, change } }: Pick<ReturnType<typeof useUserList>, 'list'>) {
  const t = useUsersMessages();
  const roleName = useRoleName();
  return (
    <>
      <FilterSelect
        label={t.filter.role}
        all={t.filter.allRoles}
        value={params.role}
        choices={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        onChange={(role) => change({ role })}
      />
      <FilterSelect
        label={t.filter.state}
        all={t.filter.allStates}
        value={params.active}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.deactivated },
        ]}
        onChange={(active) => change({ active })}
      />
      <FilterSelect
        label={t.filter.verified}
        all={t.filter.allVerified}
        value={params.verified}
        choices={[
          { value: 'yes', label: t.filter.yes },
          { value: 'no', label: t.filter.no },
        ]}
        onChange={(verified) => change({ verified })}
      />
    </>
  );
}
