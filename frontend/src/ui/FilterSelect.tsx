import { NativeSelect } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import classes from './FilterSelect.module.css';

interface Choice {
  value: string;
  label: string;
}

interface FilterSelectProps {
  label: string;
  /** What the choice is called that leaves nothing out. */
  all: string;
  /** The chosen value; empty when nothing is left out. */
  value: string;
  choices: (Choice | { group: string; items: Choice[] })[];
  onChange: (value: string) => void;
}

/** Narrows a list to one value of something. It shows that it does. */
export function FilterSelect({ label, all, value, choices, onChange }: FilterSelectProps) {
  return (
    <NativeSelect
      aria-label={label}
      classNames={{ input: classes.input }}
      data-filtering={value !== ''}
      value={value}
      data={[{ value: '', label: all }, ...choices]}
      rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden="true" />}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
