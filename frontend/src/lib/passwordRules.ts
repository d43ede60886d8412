export type PasswordRule = 'length' | 'uppercase' | 'lowercase' | 'digit' | 'special';

const RULES: Record<PasswordRule, (password: string) => boolean> = {
  length: (password) => password.length >= 8 && password.length <= 128,
  uppercase: (password) => /\p{Lu}/u.test(password),
  lowercase: (password) => /\p{Ll}/u.test(password),
  digit: (password) => /\d/.test(password),
  special: (password) => /[^\p{L}\p{N}\s]/u.test(password),
};

/** The password rules in the order in which they are shown, each with whether `password` keeps it. */
export function checkPassword(password: string): { rule: PasswordRule; kept: boolean }[] {
  return Object.entries(RULES).map(([rule, keeps]) => ({ rule: rule as PasswordRule, kept: keeps(password) }));
}
