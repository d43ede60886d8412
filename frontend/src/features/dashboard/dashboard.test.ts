import { describe, expect, it } from 'vitest';
import { completeness, profileParts } from '@/features/profile/completeness';
import { en } from '@/lib/messages/en';
import { member } from '@/lib/messages/member.en';
import { ada, emptyProfile, session } from '@/testing/answers';
import { greeting } from './greeting';
import { tasksFor } from './useOverview';

const fullProfile = {
  ...emptyProfile,
  bio: 'x',
  phone: '+49 30 1',
  dateOfBirth: '1990-05-17',
  timezone: 'Europe/Berlin',
};

describe('greeting', () => {
  it.each([
    [4, 'Good evening, Ada'],
    [9, 'Good morning, Ada'],
    [12, 'Good afternoon, Ada'],
    [20, 'Good evening, Ada'],
  ])('at %i o’clock', (hour, text) => {
    expect(greeting('Ada', new Date(2026, 10, 22, hour), { ...en, ...member })).toBe(text);
  });
});

describe('tasksFor', () => {
  it('is empty when all is in order', () => {
    expect(tasksFor({ user: ada, profile: fullProfile, sessions: [session()], failedMails: 0 })).toEqual([]);
  });

  it('names the most pressing first', () => {
    const sessions = Array.from({ length: 6 }, () => session());
    const tasks = tasksFor({ user: { ...ada, emailVerified: false }, profile: emptyProfile, sessions, failedMails: 2 });
    expect(tasks.map(({ kind }) => kind)).toEqual(['verify', 'failedMails', 'sessions', 'profile']);
  });

  it('says nothing about what is not known yet', () => {
    expect(tasksFor({ user: ada })).toEqual([]);
  });
});

describe('completeness', () => {
  it('counts what is there; UTC is what nobody chose', () => {
    expect(completeness(profileParts(ada, fullProfile))).toBe(1);
    expect(completeness(profileParts(ada, { ...fullProfile, timezone: 'UTC' }))).toBe(0.8);
    expect(completeness(profileParts({ ...ada, emailVerified: false }, emptyProfile))).toBe(0);
  });
});
