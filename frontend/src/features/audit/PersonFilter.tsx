import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { userQuery } from '@/features/profile/queries';
import { usersQuery } from '@/features/users/queries';
import { useAuditMessages } from '@/lib/messages/studio';
import { fullName } from '@/lib/person';

interface PersonFilterProps {
  /** Id of the person; empty for everyone. */
  value: string;
  onChange: (id: string) => void;
}

/** Finds a person by name or address. */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
  const t = useAuditMessages();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const chosen = useQuery({ ...userQuery(value), enabled: value !== '' });
  const isName = chosen.data !== undefined && search === fullName(chosen.data);
  const found = useQuery(
    usersQuery({
      page: 1,
      search: isName ? '' : search,
      role: null,
      active: null,
      verified: null,
      sort: 'lastLoginAt',
      order: 'desc',
    }),
  );
  const people = new Map((found.data?.users ?? []).map((user) => [user.id, fullName(user)]));
  if (value) people.set(value, chosen.data ? fullName(chosen.data) : value);
  return (
    <Select
      aria-label={t.filter.actor}
      placeholder={t.filter.anyActor}
      searchable
      clearable
      leftSection={<IconUser size={16} stroke={1.75} aria-hidden="true" />}
      nothingFoundMessage={t.filter.nobodyFound}
      // The server has searched already, in addresses as well.
      filter={({ options }) => options}
      data={[...people].map(([id, label]) => ({ value: id, label }))}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
