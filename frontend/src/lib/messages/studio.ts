import { useTexts } from './context';

const en = {
  title: 'Studio',
  sub: 'The rooms of those who look after people and machinery.',
  rooms: {
    '/studio/users': 'Accounts, their roles, and who may sign in',
    '/studio/teams': 'Every team with its members and invitations',
    '/studio/roles': 'Who may do what, as one table',
    '/studio/mails': 'Everything that was sent, as it was sent',
    '/studio/audit': 'Who did what, when and from where',
  } as Record<string, string>,
};

const de: typeof en = {
  title: 'Studio',
  sub: 'Die Räume derer, die sich um Menschen und Maschinen kümmern.',
  rooms: {
    '/studio/users': 'Konten, ihre Rollen, und wer sich anmelden darf',
    '/studio/teams': 'Jedes Team mit Mitgliedern und Einladungen',
    '/studio/roles': 'Wer was darf, in einer Tabelle',
    '/studio/mails': 'Alles, was gesendet wurde, so wie es gesendet wurde',
    '/studio/audit': 'Wer was wann und von wo getan hat',
  },
};

export const studio = { en, de };

/** The texts of the studio's entrance. */
export const useStudioMessages = () => useTexts(studio);
