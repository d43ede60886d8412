import type { PillTone } from '@/ui/Pill';

const GROUPS = ['user', 'session', 'factor', 'team', 'product', 'money', 'article', 'file', 'other'] as const;

export type ActionGroup = (typeof GROUPS)[number];

const SIGN_IN = /^(user\.(signed_in|sign_in_|second_factor_)|session\.)/;
const FACTOR = /^(totp|recovery_codes|passkey|factors|oauth_account)\./;

/** What an action is about, for its icon and its place among the filters. */
export function groupOf(action: string): ActionGroup {
  if (SIGN_IN.test(action)) return 'session';
  if (FACTOR.test(action)) return 'factor';
  if (action.startsWith('team.')) return 'team';
  if (/^(products?|category)\./.test(action)) return 'product';
  if (/^(order|payment|payment_event|report)\./.test(action)) return 'money';
  if (action.startsWith('article.')) return 'article';
  if (action.startsWith('file.')) return 'file';
  return /^(user|profile)\./.test(action) ? 'user' : 'other';
}

/** Actions by what they are about. */
export function grouped(actions: string[]): [ActionGroup, string[]][] {
  return GROUPS.map((group) => [group, actions.filter((action) => groupOf(action) === group)]);
}

/** How an action should catch the eye: refusals and dangers first. */
export function toneOf(action: string): PillTone {
  if (/refused|reused|suspected/.test(action)) return 'bad';
  if (
    /deleted|deactivated|erased|impersonated|role_assigned|reset|exported|claimed|canceled|expired|refunded/.test(
      action,
    )
  )
    return 'warn';
  return /created|added|activated|reactivated|joined|verified|published|uploaded|imported|paid|fulfilled|succeeded/.test(
    action,
  )
    ? 'good'
    : 'neutral';
}

/** `user.some_new_thing` as words, for actions that have no text yet. */
export function spelledOut(action: string): string {
  return action.replace('.', ': ').replaceAll('_', ' ');
}
