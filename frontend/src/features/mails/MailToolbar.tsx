import { SegmentedControl } from '@mantine/core';
import { useMemberMessages } from '@/lib/messages/member';
import { SearchField } from '@/ui/SearchField';
import type { MailFilter, MailStatus } from './queries';
import classes from './MailToolbar.module.css';

interface MailToolbarProps {
  filter: MailFilter;
  onChange: (change: Partial<MailFilter>) => void;
}

/** Search and status filter of the outbox. */
export function MailToolbar({ filter, onChange }: MailToolbarProps) {
  const t = useMemberMessages();
  return (
    <div className={classes.toolbar}>
      <SearchField label={t.mails.search} value={filter.search} onSearch={(search) => onChange({ search })} />
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
