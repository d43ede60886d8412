import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile, Session, User } from '@/api/types';
import { mailCountQuery } from '@/features/mails/queries';
import { completeness, profileParts, type ProfilePart } from '@/features/profile/completeness';
import { profileQuery } from '@/features/profile/queries';
import { useCurrentUser } from '@/features/session/context';
import { sessionsQuery } from '@/features/sessions/queries';

/** Beyond so many devices it is worth looking through them. */
const MANY_SESSIONS = 5;

const OUTBOX_DAYS = 14;

export type Task =
  | { kind: 'verify' }
  | { kind: 'failedMails'; count: number }
  | { kind: 'sessions'; count: number }
  | { kind: 'profile'; missing: ProfilePart[] };

interface Known {
  user: User;
  profile?: Profile;
  sessions?: Session[];
  failedMails?: number;
}

/** What waits for this person, the most pressing first. */
export function tasksFor({ user, profile, sessions, failedMails = 0 }: Known): Task[] {
  const tasks: Task[] = [];
  if (!user.emailVerified) tasks.push({ kind: 'verify' });
  if (failedMails > 0) tasks.push({ kind: 'failedMails', count: failedMails });
  if (sessions && sessions.length > MANY_SESSIONS) tasks.push({ kind: 'sessions', count: sessions.length });
  const missing = profile
    ? profileParts(user, profile).filter(({ part, present }) => !present && part !== 'emailVerified')
    : [];
  if (missing.length > 0) tasks.push({ kind: 'profile', missing: missing.map(({ part }) => part) });
  return tasks;
}

/** Everything that the overview shows, as far as it is known. */
export function useOverview() {
  const user = useCurrentUser();
  const isAdmin = user.role === 'admin';
  const since = useOutboxStart();
  const profile = useQuery(profileQuery(user.id));
  const sessions = useQuery(sessionsQuery);
  const failed = useQuery({ ...mailCountQuery('failed', since), enabled: isAdmin });
  const known = { user, profile: profile.data, sessions: sessions.data, failedMails: failed.data };
  const parts = profile.data && profileParts(user, profile.data);
  return {
    ...known,
    isAdmin,
    share: parts && completeness(parts),
    missing: parts?.filter(({ present }) => !present).length,
    tasks: tasksFor(known),
    pending: profile.isPending || sessions.isPending || (isAdmin && failed.isPending),
    error: profile.error ?? sessions.error ?? failed.error,
    retry: () => void Promise.all([profile.refetch(), sessions.refetch(), isAdmin && failed.refetch()]),
  };
}

/** The first day that the outbox figures count, as a date, the same for the life of the page. */
export function useOutboxStart(): string {
  const [start] = useState(() => new Date(Date.now() - OUTBOX_DAYS * 86_400_000).toISOString().slice(0, 10));
  return start;
}
