import type { Person } from '@/api/types';
import { useUsersMessages } from '@/lib/messages/studio';
import { Pill } from '@/ui/Pill';
import classes from './StatePill.module.css';

/** Whether somebody may sign in, and whether the address is theirs; nothing is said of those where all is well. */
export function StatePill({ user, always = false }: { user: Person; always?: boolean }) {
  const t = useUsersMessages();
  if (!user.isActive) return <Pill tone="bad">{t.state.deactivated}</Pill>;
  if (!user.emailVerified) return <Pill tone="warn">{t.state.unverified}</Pill>;
  return always && <span className={classes.fine}>{t.state.active}</span>;
}
