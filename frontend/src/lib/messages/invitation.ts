import { useTexts } from './context';

const en = {
  loading: 'Looking at your invitation',
  title: (team: string) => `Join ${team}`,
  by: (name: string) => `${name} invites you to this team.`,
  byNobody: 'You are invited to this team.',
  as: (role: string) => `As ${role.toLowerCase()}`,
  role: { owner: 'Owner', manager: 'Manager', member: 'Member' },
  sentTo: 'Sent to',
  expires: 'Good until',
  yourRole: 'Your role there',
  accept: 'Join the team',
  signedInAs: (email: string) => `You are signed in as ${email}.`,
  joined: (team: string) => `Welcome to ${team}`,
  signIn: 'Sign in and join',
  register: 'Create an account and join',
  other: 'Use another account',
  wrongAddress: (address: string) => `This invitation is for ${address}. Sign in with that address to accept it.`,
  already: 'You are in this team already.',
  toTeams: 'Go to your teams',
  goneTitle: 'This invitation does not work',
  gone: 'It was accepted, taken back, or has expired. Ask whoever invited you for a new one.',
  toStart: 'Go to the start',
};

const de: typeof en = {
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

export const invitation = { en, de };

/** The texts of the page that an invitation leads to. */
export const useInvitationMessages = () => useTexts(invitation);
