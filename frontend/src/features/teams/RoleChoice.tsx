import { useTeamsMessages } from '@/lib/messages/teams';
import { type TeamRole } from './useTeamRights';
import classes from './RoleChoice.module.css';
import { useId } from 'react';

interface RoleChoiceProps {
  value: TeamRole;
  roles: TeamRole[];
  onChange: (role: TeamRole) => void;
}

/** One of the roles in a team, each with what it allows. */
export function RoleChoice({ value, roles, onChange }: RoleChoiceProps) {
  const t = useTeamsMessages();
  const name = useId();
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>{t.invite.role}</legend>
      {roles.map((role) => (
        <label key={role} className={classes.option}>
          <input type="radio" name={name} checked={role === value} onChange={() => onChange(role)} />
          <span>
            <span className={classes.role}>{t.role[role]}</span>
            <span className={classes.text}>{t.roleText[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
