import { IconCheck, IconPoint } from '@tabler/icons-react';
import type { Profile, User } from '@/api/types';
import { UserAvatar } from '@/features/account/UserAvatar';
import { useRoleName } from '@/features/account/useRoleName';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { fullName } from '@/lib/person';
import { Card } from '@/ui/Card';
import { Meter } from '@/ui/Meter';
import { Pill } from '@/ui/Pill';
import { completeness, profileParts } from './completeness';
import classes from './ProfileAside.module.css';

/** Oneself at a glance, and what is still missing. */
export function ProfileAside({ user, profile }: { user: User; profile: Profile }) {
  const t = useMemberMessages();
  const format = useFormat();
  const roleName = useRoleName();
  const parts = profileParts(user, profile);
  const share = completeness(parts);
  return (
    <div className={classes.aside}>
      <Card className={classes.person}>
        <UserAvatar user={user} size={72} />
        <p className={classes.name}>{fullName(user)}</p>
        <p className={classes.address}>{user.email}</p>
        <p className={classes.meta}>
          <Pill>{roleName(user.role)}</Pill>
        </p>
        <p className={classes.since}>{t.profile.memberSince(format.date(user.createdAt))}</p>
      </Card>
      <Card title={t.profile.completeness} aside={<span className={classes.share}>{format.percent(share)}</span>}>
        <Meter value={share} label={t.profile.completenessLabel(format.percent(share))} />
        {share === 1 ? (
          <p className={classes.done}>{t.profile.complete}</p>
        ) : (
          <ul className={classes.parts}>
            {parts.map(({ part, present }) => {
              const Icon = present ? IconCheck : IconPoint;
              return (
                <li key={part} data-present={present}>
                  <Icon size={16} stroke={2.25} aria-hidden="true" />
                  {t.profile.parts[part]}
                </li>
              );
            })}
          </ul>
        )}
      </Card>
    </div>
  );
}
