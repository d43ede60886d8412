export type PasswordRule = 'length' | 'uppercase' | 'lowercase' | 'digit' | 'special';

// The server's rules to the letter; what is common or personal only the server knows.
const RULES: Record<PasswordRule, (password: string) => boolean> = {
  length: (password) => password.length >= 8 && password.length <= 128,
  uppercase: (password) => /[A-Z]/.test(password),
  lowercase: (password) => /[a-z]/.test(password),
  digit: (password) => /\d/.test(password),
  special: (password) => /[^A-Za-z0-9\s]/.test(password),
};

/** The password rules in the order in which they are shown, each with whether `password` keeps it. */
export function checkPassword(password: string): { rule: PasswordRule; kept: boolean }[] {
  return Object.entries(RULES).map(([rule, keeps]) => ({ rule: rule as PasswordRule, kept: keeps(password) }));
}
