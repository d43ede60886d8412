import { TextInput } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

export interface PersonFilterProps {
  label: string;
  /** What it is called to leave nobody out. */
  all: string;
  /** What is said when nobody is found. */
  nobody: string;
  /** Id of the person; empty for everyone. */
  value: string;
  onChange: (id: string) => void;
}

// A list that opens below a field weighs more than the rest of a page, which need not wait for it.
const PersonSelect = lazy(() => import('./PersonSelect'));

/** Narrows a list to one person, who is found by name or address. */
export function PersonFilter(props: PersonFilterProps) {
  const place = (
    <TextInput
      aria-label={props.label}
      placeholder={props.all}
      leftSection={<IconUser size={16} stroke={1.75} aria-hidden="true" />}
      disabled
    />
  );
  return (
    <Suspense fallback={place}>
      <PersonSelect {...props} />
    </Suspense>
  );
}
