import type { InvitationMessages } from './invitation.en';

/** The texts of the page that an invitation leads to, in German. */
export const invitation: InvitationMessages = {
  loading: 'Deine Einladung wird geholt',
  title: (team) => `${team} beitreten`,
  by: (name) => `${name} lädt dich in dieses Team ein.`,
  byNobody: 'Du bist in dieses Team eingeladen.',
  as: (role) => `Als ${role}`,
  role: { owner: 'Inhaber', manager: 'Leitung', member: 'Mitglied' },
  sentTo: 'Gesendet an',
  expires: 'Gilt bis',
  yourRole: 'Deine Rolle dort',
  accept: 'Dem Team beitreten',
  signedInAs: (email) => `Du bist angemeldet als ${email}.`,
  joined: (team) => `Willkommen bei ${team}`,
  signIn: 'Anmelden und beitreten',
  register: 'Konto anlegen und beitreten',
  other: 'Anderes Konto verwenden',
  wrongAddress: (address) => `Diese Einladung gilt für ${address}. Melde dich mit dieser Adresse an.`,
  already: 'Du bist schon in diesem Team.',
  toTeams: 'Zu deinen Teams',
  goneTitle: 'Diese Einladung gilt nicht',
  gone: 'Sie wurde angenommen, zurückgezogen oder ist abgelaufen. Bitte um eine neue.',
  toStart: 'Zum Start',
};
