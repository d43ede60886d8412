/** What there is to call someone by. */
export interface Named {
  firstName: string | null;
  lastName: string | null;
  email: string;
}

/** What someone is called: by name, or by address where no name is known. */
export function fullName({ firstName, lastName, email }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email;
}

/** One or two letters that stand for someone. */
export function initials({ firstName, lastName, email }: Named): string {
  const letters = [firstName, lastName].map((name) => [...(name ?? '').trim()][0] ?? '').join('');
  return (letters || email.slice(0, 1)).toLocaleUpperCase();
}
