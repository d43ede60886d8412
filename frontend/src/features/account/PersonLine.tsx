import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fullName, initials, type Named } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import classes from './PersonLine.module.css';

interface PersonLineProps {
  person: Named & { profilePicture: string | null };
  /** Where the name leads; in a table the link reaches over the whole row. */
  to?: string;
  /** Stands behind the name. */
  mark?: ReactNode;
  size?: number;
}

/** A person in a list: picture, name and address. */
export function PersonLine({ person, to, mark, size = 36 }: PersonLineProps) {
  const name = fullName(person);
  return (
    <div className={classes.person}>
      <Avatar name={name} initials={initials(person)} picture={person.profilePicture} size={size} />
      <div className={classes.who}>
        <p className={classes.name}>
          {to ? (
            <Link to={to} className="rowLink">
              {name}
            </Link>
          ) : (
            <span>{name}</span>
          )}
          {mark}
        </p>
        {name !== person.email && <p className={classes.address}>{person.email}</p>}
      </div>
    </div>
  );
}
