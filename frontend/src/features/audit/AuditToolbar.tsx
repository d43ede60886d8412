import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { DateRange } from '@/features/lists/DateRange';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAuditMessages } from '@/lib/messages/studio';
import { FilterSelect } from '@/ui/FilterSelect';
import { grouped } from './actions';
import type { AuditFilter } from './queries';
import classes from './AuditToolbar.module.css';

interface AuditToolbarProps {
  filter: AuditFilter;
  onChange: (change: Partial<AuditFilter>) => void;
}

/** Who, what, to what, and when. */
export function AuditToolbar({ filter, onChange }: AuditToolbarProps) {
  const t = useAuditMessages();
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
  const choice = (action: string) => ({ value: action, label: capital(t.action[action]!) });
  // A thing that has no text of its own yet can still be filtered for, by an address.
  const resources = Object.entries(t.resource).filter(
    ([type, label]) => label !== t.resource.invitation || type === 'team_invitation',
  );
  return (
    <div className={classes.toolbar} role="group" aria-label={t.filter.label}>
      <PersonFilter
        label={t.filter.actor}
        all={t.filter.anyActor}
        nobody={t.filter.nobodyFound}
        value={filter.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <FilterSelect
        label={t.filter.action}
        all={t.filter.allActions}
        value={filter.action}
        choices={grouped(Object.keys(t.action)).map(([group, actions]) => ({
          group: t.group[group],
          items: actions.map(choice),
        }))}
        onChange={(action) => onChange({ action })}
      />
      <FilterSelect
        label={t.filter.resource}
        all={t.filter.allResources}
        value={filter.resource}
        choices={resources.map(([value, label]) => ({ value, label }))}
        onChange={(resource) => onChange({ resource })}
      />
      <DateRange from={filter.from} to={filter.to} onChange={onChange} />
      {filter.about && (
        <UnstyledButton
          className={classes.about}
          aria-label={t.filter.removeAbout}
          onClick={() => onChange({ about: '' })}
        >
          {t.filter.about(filter.about)}
          <IconX size={14} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      )}
    </div>
  );
}
