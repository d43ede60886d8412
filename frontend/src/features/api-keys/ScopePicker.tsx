import { useId } from 'react';
import type { Permission } from '@/api/types';
import { useSettingsMessages } from '@/lib/messages/settings';
import classes from './ScopePicker.module.css';

interface ScopePickerProps {
  permissions: Permission[];
  /** Names of those that are chosen. */
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
}

/** Permissions to choose from, by what they are about. */
export function ScopePicker({ permissions, value, onChange, error }: ScopePickerProps) {
  const t = useSettingsMessages();
  const id = useId();

  function toggle(name: string, chosen: boolean) {
    onChange(chosen ? [...value, name] : value.filter((other) => other !== name));
  }

  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
    >
      <div className={classes.head}>
        <p id={`${id}-label`} className={classes.label}>
          {t.keys.permissions}
        </p>
        <p className={classes.count} aria-live="polite">
          {t.keys.chosen(value.length, permissions.length)}
        </p>
      </div>
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
      <div className={classes.groups}>
        {[...byResource(permissions)].map(([resource, rows]) => (
          <div key={resource} className={classes.group} role="group" aria-labelledby={`${id}-${resource}`}>
            <p id={`${id}-${resource}`} className={classes.resource}>
              {resource.replaceAll('-', ' ')}
            </p>
            {rows.map(({ name, description }) => (
              <label key={name} className={classes.permission}>
                <input
                  type="checkbox"
                  checked={value.includes(name)}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                />
                <span>
                  {description}
                  <code className={classes.name}>{name}</code>
                </span>
              </label>
            ))}
          </div>
        ))}
      </div>
      <p id={`${id}-hint`} className={classes.hint}>
        {t.keys.permissionsHint}
      </p>
    </div>
  );
}

/** Permissions by the first part of their names, in their order. */
function byResource(permissions: Permission[]): Map<string, Permission[]> {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const resource = permission.name.split(':')[0]!;
    groups.set(resource, [...(groups.get(resource) ?? []), permission]);
  }
  return groups;
}
