import type { User } from '@/api/types';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';

/** The picture of a person of this application. */
export function UserAvatar({ user, size }: { user: User; size: number }) {
  return <Avatar name={fullName(user)} initials={initials(user)} picture={user.profilePicture} size={size} />;
}
