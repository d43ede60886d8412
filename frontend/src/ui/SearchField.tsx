import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface SearchFieldProps {
  label: string;
  /** What is searched for at present. */
  value: string;
  /** Called with the trimmed text when the typing pauses. */
  onSearch: (text: string) => void;
  className?: string;
}

/** A search that runs while one types. */
export function SearchField({ label, value, onSearch, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  const search = useDebouncedCallback((text: string) => {
    setApplied(text.trim());
    onSearch(text.trim());
  }, 250);

  // The search was changed elsewhere, by "show all" or by going back.
  if (value !== applied) {
    setApplied(value);
    setTyped(value);
  }

  return (
    <TextInput
      type="search"
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      value={typed}
      // Whoever goes on to a result must not be called back by a search that comes late.
      onBlur={() => search.flush()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}
