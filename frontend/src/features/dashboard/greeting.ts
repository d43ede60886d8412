import type { MemberMessages } from '@/lib/messages/member';

/** Greets by the reader's own clock. */
export function greeting(name: string, now: Date, t: MemberMessages): string {
  const hour = now.getHours();
  if (hour >= 5 && hour < 12) return t.dashboard.morning(name);
  if (hour >= 12 && hour < 18) return t.dashboard.afternoon(name);
  return t.dashboard.evening(name);
}
