import { useQuery } from '@tanstack/react-query';
import { userQuery } from '@/features/profile/queries';
import { useAllFilesMessages } from '@/lib/messages/library';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import classes from './FileTable.module.css';

/** Whom a file belongs to. */
export function Owner({ id }: { id: string | null }) {
  const t = useAllFilesMessages();
  const user = useQuery({ ...userQuery(id ?? ''), enabled: id !== null });
  if (id === null || user.isError) return <span className={classes.quiet}>{t.nobody}</span>;
  if (!user.data) return null;
  const name = fullName(user.data);
  return (
    <span className={classes.owner}>
      <Avatar name={name} initials={initials(user.data)} picture={user.data.profilePicture} size={24} />
      {name}
    </span>
  );
}
