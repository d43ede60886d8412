import type { Person } from '@/api/types';
import { PersonLine } from '@/features/account/PersonLine';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useUsersMessages } from '@/lib/messages/studio';
import { Pill } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import { RolePill } from './RolePill';
import { StatePill } from './StatePill';
import classes from './useUserColumns.module.css';

/** The columns of the list of users. */
export function useUserColumns(): Column<Person>[] {
  const t = useUsersMessages();
  const format = useFormat();
  const me = useCurrentUser();
  return [
    {
      key: 'person',
      label: t.column.person,
      sort: 'firstName',
      cell: (user) => (
        <PersonLine
          person={user}
          to={`/studio/users/${user.id}`}
          mark={
            <>
              {user.id === me.id && <Pill>{t.you}</Pill>}
              <span className={classes.narrow}>
                <StatePill user={user} />
              </span>
            </>
          }
        />
      ),
    },
    { key: 'role', label: t.column.role, sort: 'role', cell: (user) => <RolePill role={user.role} /> },
    { key: 'state', label: t.column.state, from: 'medium', cell: (user) => <StatePill user={user} always /> },
    {
      key: 'lastLogin',
      label: t.column.lastLogin,
      sort: 'lastLoginAt',
      from: 'wide',
      cell: ({ lastLoginAt }) =>
        lastLoginAt ? (
          <time dateTime={lastLoginAt} title={format.dateTime(lastLoginAt)}>
            {format.relative(lastLoginAt)}
          </time>
        ) : (
          t.never
        ),
    },
    {
      key: 'created',
      label: t.column.created,
      sort: 'createdAt',
      from: 'wide',
      align: 'end',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)}>
          {format.day(createdAt)}
        </time>
      ),
    },
  ];
}
