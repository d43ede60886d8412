import type { Messages } from '@/lib/messages/en';

/** Greets by the reader's own clock. */
export function greeting(firstName: string, now: Date, t: Messages): string {
  const hour = now.getHours();
  if (hour >= 5 && hour < 12) return t.dashboard.morning(firstName);
  if (hour >= 12 && hour < 18) return t.dashboard.afternoon(firstName);
  return t.dashboard.evening(firstName);
}
