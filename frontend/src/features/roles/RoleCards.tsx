import type { Role } from '@/api/types';
import { useRoleName } from '@/features/account/useRoleName';
import { useCurrentUser } from '@/features/session/context';
import { useRolesMessages } from '@/lib/messages/studio';
import { Pill } from '@/ui/Pill';
import type { Matrix } from './queries';
import classes from './RoleCards.module.css';

/** The roles, each with how much it holds. */
export function RoleCards({ matrix }: { matrix: Matrix }) {
  const t = useRolesMessages();
  const me = useCurrentUser();
  const roleName = useRoleName();
  const held = (role: Role) => matrix.permissions.filter(({ roles }) => roles.includes(role)).length;
  return (
    <ul className={classes.cards}>
      {matrix.roles.map(({ name, description }) => (
        <li key={name} className={classes.card} data-mine={name === me.role}>
          <p className={classes.name}>
            {roleName(name)}
            {name === me.role && <Pill tone="good">{t.yours}</Pill>}
          </p>
          <p className={classes.description}>{description}</p>
          <div className={classes.bar} aria-hidden="true">
            <span style={{ width: `${(held(name) / matrix.permissions.length) * 100}%` }} />
          </div>
          <p className={classes.count}>{t.holds(held(name))}</p>
        </li>
      ))}
    </ul>
  );
}
