import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { userQuery } from '@/features/profile/queries';
import { fullName } from '@/lib/person';
import type { PersonFilterProps } from './PersonFilter';
import { usersQuery } from './queries';

/** Finds a person by name or address. */
export default function PersonSelect({ label, all, nobody, value, onChange }: PersonFilterProps) {
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
  const people = new Map((found.data?.rows ?? []).map((user) => [user.id, fullName(user)]));
  if (value) people.set(value, chosen.data ? fullName(chosen.data) : value);
  return (
    <Select
      aria-label={label}
      placeholder={all}
      searchable
      clearable
      leftSection={<IconUser size={16} stroke={1.75} aria-hidden="true" />}
      nothingFoundMessage={nobody}
      // The server has searched already, in addresses as well.
      filter={({ options }) => options}
      data={[...people].map(([id, name]) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
