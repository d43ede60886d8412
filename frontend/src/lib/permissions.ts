/** A row of the permission matrix: what it is called, and who holds it. */
export interface PermissionRow {
  name: string;
  roles: string[];
  /** Only for people who signed in themselves: nobody does it in another's name. */
  inPerson: boolean;
}

/**
 * Whether a role holds a permission. It spares a refused request and explains; the server decides.
 *
 * @param impersonated whether an administrator acts in the person's name
 */
export function holds(rows: PermissionRow[], role: string, permission: string, impersonated = false): boolean {
  const row = rows.find(({ name }) => name === permission);
  if (!row || (row.inPerson && impersonated)) return false;
  return row.roles.includes(role);
}

/** What a permission is about: `users:read:own` is about `users`. */
export function subjectOf(permission: string): string {
  return permission.split(':', 1)[0]!;
}

/** The permissions by what they are about, in the order in which they come. */
export function bySubject<Row extends { name: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const subject = subjectOf(row.name);
    groups.set(subject, [...(groups.get(subject) ?? []), row]);
  }
  return groups;
}
