import type { Profile, User } from '@/api/types';

export type ProfilePart = 'emailVerified' | 'bio' | 'phone' | 'dateOfBirth' | 'timezone';

/** The parts of a profile, each with whether it is there. `UTC` is what the server assumes until someone says more. */
export function profileParts(user: User, profile: Profile): { part: ProfilePart; present: boolean }[] {
  return [
    { part: 'emailVerified', present: user.emailVerified },
    { part: 'bio', present: Boolean(profile.bio) },
    { part: 'phone', present: Boolean(profile.phone) },
    { part: 'dateOfBirth', present: Boolean(profile.dateOfBirth) },
    { part: 'timezone', present: Boolean(profile.timezone) && profile.timezone !== 'UTC' },
  ];
}

/** What share of the parts is there, from 0 to 1. */
export function completeness(parts: { present: boolean }[]): number {
  return parts.filter(({ present }) => present).length / parts.length;
}
