import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useWritingMessages } from '@/lib/messages/writing';
import { tagsQuery } from './queries';
import classes from './TagsField.module.css';

interface TagsFieldProps {
  value: string[];
  error?: string;
  onChange: (tags: string[]) => void;
}

/** Tags, typed one after the other. */
export function TagsField({ value, error, onChange }: TagsFieldProps) {
  const t = useWritingMessages().tags;
  const known = useQuery(tagsQuery);
  const list = useId();
  const [typed, setTyped] = useState('');

  function add(text: string) {
    const tags = text.split(',').map((tag) => tag.trim().toLocaleLowerCase());
    const fresh = tags.filter((tag, index) => tag && !value.includes(tag) && tags.indexOf(tag) === index);
    setTyped('');
    if (fresh.length > 0) onChange([...value, ...fresh]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  }

  return (
    <div>
      <TextInput
        label={t.label}
        description={t.hint}
        error={error}
        value={typed}
        list={list}
        autoComplete="off"
        onChange={(event) => {
          const text = event.currentTarget.value;
          if (text.includes(',')) add(text);
          else setTyped(text);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
      />
      <datalist id={list}>
        {known.data
          ?.filter((tag) => !value.includes(tag))
          .map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
      </datalist>
      {value.length > 0 && (
        <ul className={classes.tags} aria-label={t.list}>
          {value.map((tag) => (
            <li key={tag} className={classes.tag}>
              {tag}
              <button
                type="button"
                className={classes.remove}
                aria-label={t.remove(tag)}
                onClick={() => onChange(value.filter((other) => other !== tag))}
              >
                <IconX size={13} stroke={2.25} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
