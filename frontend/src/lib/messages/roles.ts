import { useTexts } from './context';

const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;

const en = {
  title: 'Roles and permissions',
  sub: 'Who may do what. The same table decides every request.',
  search: 'Search permissions',
  matrix: 'Permissions by role',
  permission: 'Permission',
  yes: 'yes',
  no: 'no',
  yours: 'Your role',
  holds: (value: number) => count(value, 'permission', 'permissions'),
  inPerson: 'In person only: neither by an API key nor in another’s name',
  scope: { own: 'own', team: 'own teams' },
  legendScope: 'reaches only what is one’s own, or the teams one manages',
  noMatchTitle: 'No such permission',
  noMatch: 'Nothing is called or described like this.',
  clear: 'Show all',
  subject: {
    account: 'Own account',
    'api-keys': 'API keys',
    'audit-logs': 'Audit trail',
    exports: 'Exports',
    factors: 'Second factors',
    invitations: 'Invitations',
    mails: 'Mails',
    'oauth-accounts': 'Connected accounts',
    roles: 'Roles',
    sessions: 'Sign-ins',
    teams: 'Teams',
    users: 'Users',
  } as Record<string, string>,
};

const de: typeof en = {
  title: 'Rollen und Rechte',
  sub: 'Wer was darf. Dieselbe Tabelle entscheidet jede Anfrage.',
  search: 'Rechte suchen',
  matrix: 'Rechte nach Rollen',
  permission: 'Recht',
  yes: 'ja',
  no: 'nein',
  yours: 'Deine Rolle',
  holds: (value) => count(value, 'Recht', 'Rechte'),
  inPerson: 'Nur persönlich: weder mit einem API-Schlüssel noch in anderem Namen',
  scope: { own: 'eigene', team: 'eigene Teams' },
  legendScope: 'reicht nur so weit wie das Eigene oder die Teams, die man leitet',
  noMatchTitle: 'Kein solches Recht',
  noMatch: 'Nichts heißt so oder wird so beschrieben.',
  clear: 'Alle zeigen',
  subject: {
    account: 'Eigenes Konto',
    'api-keys': 'API-Schlüssel',
    'audit-logs': 'Prüfprotokoll',
    exports: 'Ausfuhren',
    factors: 'Zweite Faktoren',
    invitations: 'Einladungen',
    mails: 'Mails',
    'oauth-accounts': 'Verbundene Konten',
    roles: 'Rollen',
    sessions: 'Anmeldungen',
    teams: 'Teams',
    users: 'Konten',
  },
};

export const roles = { en, de };

/** The texts about roles and permissions. */
export const useRolesMessages = () => useTexts(roles);
