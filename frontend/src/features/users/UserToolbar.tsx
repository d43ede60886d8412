import { useRoleName } from '@/features/account/useRoleName';
import toolbar from '@/features/lists/Toolbar.module.css';
import { useUsersMessages } from '@/lib/messages/studio';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { ROLES, type UserParams } from './useUserFilter';

interface UserToolbarProps {
  params: UserParams;
  onChange: (change: Partial<UserParams>) => void;
  /** Stands at the end of the line. */
  children: React.ReactNode;
}

/** Search and filters of the list of users. */
export function UserToolbar({ params, onChange, children }: UserToolbarProps) {
  const t = useUsersMessages();
  const roleName = useRoleName();
  return (
    <div className={toolbar.toolbar}>
      <SearchField
        className={toolbar.search}
        label={t.search}
        value={params.search}
        onSearch={(search) => onChange({ search })}
      />
      <FilterSelect
        label={t.filter.role}
        all={t.filter.allRoles}
        value={params.role}
        choices={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        onChange={(role) => onChange({ role })}
      />
      <FilterSelect
        label={t.filter.state}
        all={t.filter.allStates}
        value={params.active}
        choices={[
          { value: 'yes', label: t.filter.active },
          { value: 'no', label: t.filter.deactivated },
        ]}
        onChange={(active) => onChange({ active })}
      />
      <FilterSelect
        label={t.filter.verified}
        all={t.filter.allVerified}
        value={params.verified}
        choices={[
          { value: 'yes', label: t.filter.yes },
          { value: 'no', label: t.filter.no },
        ]}
        onChange={(verified) => onChange({ verified })}
      />
      {children}
    </div>
  );
}
