import { Button } from '@mantine/core';
import { IconCheck, IconFingerprint, IconSearchOff } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { PermissionRow } from '@/api/types';
import { useRoleName } from '@/features/account/useRoleName';
import { useCurrentUser } from '@/features/session/context';
import { useRolesMessages } from '@/lib/messages/studio';
import { bySubject } from '@/lib/permissions';
import { EmptyState } from '@/ui/EmptyState';
import { SearchField } from '@/ui/SearchField';
import type { Matrix } from './queries';
import classes from './PermissionMatrix.module.css';

/** Every permission, by what it is about, with the roles that hold it. */
export function PermissionMatrix({ matrix }: { matrix: Matrix }) {
  const t = useRolesMessages();
  const me = useCurrentUser();
  const roleName = useRoleName();
  const [search, setSearch] = useState('');
  const found = matrix.permissions.filter((row) => matches(row, search));
  return (
    <section className={classes.card} aria-label={t.matrix}>
      <div className={classes.toolbar}>
        <SearchField className={classes.search} label={t.search} value={search} onSearch={setSearch} />
        <p className={classes.legend}>
          <IconFingerprint size={16} stroke={1.75} aria-hidden="true" />
          {t.inPerson}
        </p>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
          title={t.noMatchTitle}
          text={t.noMatch}
          action={
            <Button variant="default" onClick={() => setSearch('')}>
              {t.clear}
            </Button>
          }
        />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.permission}</th>
              {matrix.roles.map(({ name }) => (
                <th key={name} scope="col" className={classes.role} data-mine={name === me.role}>
                  <span>{roleName(name)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...bySubject(found)].map(([subject, rows]) => (
              <Fragment key={subject}>
                <tr className={classes.subject}>
                  <th scope="colgroup" colSpan={matrix.roles.length + 1}>
                    {t.subject[subject] ?? subject}
                  </th>
                </tr>
                {rows.map((row) => (
                  <Row key={row.name} row={row} roles={matrix.roles.map(({ name }) => name)} mine={me.role} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface RowProps {
  row: PermissionRow;
  roles: PermissionRow['roles'];
  mine: string;
}

function Row({ row, roles, mine }: RowProps) {
  const t = useRolesMessages();
  return (
    <tr>
      <th scope="row" className={classes.permission}>
        <span className={classes.description}>
          {row.description}
          {row.inPerson && (
            <span className={classes.inPerson} role="img" aria-label={t.inPerson} title={t.inPerson}>
              <IconFingerprint size={15} stroke={1.75} aria-hidden="true" />
            </span>
          )}
        </span>
        <code className={classes.name}>{row.name}</code>
      </th>
      {roles.map((role) => {
        const held = row.roles.includes(role);
        return (
          <td key={role} className={classes.cell} data-mine={role === mine}>
            {held ? (
              <span className={classes.held} role="img" aria-label={t.yes}>
                <IconCheck size={15} stroke={2.5} aria-hidden="true" />
              </span>
            ) : (
              <span className={classes.missing} role="img" aria-label={t.no} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Whether every typed word stands in the name or the description. */
function matches({ name, description }: PermissionRow, search: string): boolean {
  const text = `${name} ${description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
