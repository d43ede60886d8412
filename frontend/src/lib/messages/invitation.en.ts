/** The texts of the page that an invitation leads to, in English. */
export const invitation = {
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

export type InvitationMessages = typeof invitation;
