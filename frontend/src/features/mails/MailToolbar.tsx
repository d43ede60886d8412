import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useMemberMessages } from '@/lib/messages/member';
import type { MailFilter, MailStatus } from './queries';
import classes from './MailToolbar.module.css';

interface MailToolbarProps {
  filter: MailFilter;
  onChange: (change: Partial<MailFilter>) => void;
}

/** Search and status filter of the outbox. The search runs when the typing pauses. */
export function MailToolbar({ filter, onChange }: MailToolbarProps) {
  const t = useMemberMessages();
  const [typed, setTyped] = useState(filter.search);
  const [applied, setApplied] = useState(filter.search);
  const search = useDebouncedCallback((text: string) => {
    setApplied(text.trim());
    onChange({ search: text.trim() });
  }, 250);

  // The search was changed elsewhere, by "show all" or by going back.
  if (filter.search !== applied) {
    setApplied(filter.search);
    setTyped(filter.search);
  }

  return (
    <div className={classes.toolbar}>
      <TextInput
        type="search"
        className={classes.search}
        aria-label={t.mails.search}
        placeholder={t.mails.search}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <SegmentedControl
        aria-label={t.mails.filter}
        value={filter.status ?? 'all'}
        onChange={(value) => onChange({ status: value === 'all' ? null : (value as MailStatus) })}
        data={[
          { value: 'all', label: t.mails.all },
          { value: 'sent', label: t.mails.status.sent },
          { value: 'queued', label: t.mails.status.queued },
          { value: 'failed', label: t.mails.status.failed },
        ]}
      />
    </div>
  );
}
