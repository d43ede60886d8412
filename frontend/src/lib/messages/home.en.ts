/** Texts of the public home page, in English. */
export const home = {
  documentTitle: 'Groundwork: where web products start',
  eyebrow: 'For teams who are about to build',
  title: 'Start on solid ground.',
  lead: 'Groundwork is the application a web product starts from. Accounts, sign-in, sessions, mail, background jobs and a documented API, on a real PostgreSQL. It runs with one command.',
  primary: 'Create an account',
  primarySignedIn: 'Go to your overview',
  secondary: 'Read the API',
  terminalLabel: 'What starting Groundwork looks like',
  terminalComment: '# nothing to install but Python',
  terminalCommand: './groundwork up',
  terminalLines: [
    ['Interface', 'http://localhost:3000'],
    ['API reference', 'http://localhost:3000/api/docs'],
    ['Outbox', 'http://localhost:3000/studio/mails'],
  ],
  terminalReady: 'Ready',
  layersTitle: 'Three layers, and nothing in between',
  layersLead: 'The mark is the plan of the house. Each layer stands on the one below, and none reaches past it.',
  layers: [
    {
      name: 'Interface',
      text: 'A client of the public API and of nothing else. What it can do, your programs can do.',
    },
    {
      name: 'API',
      text: 'One contract, described in OpenAPI. Every answer has the same shape, every error says what to mend.',
    },
    {
      name: 'PostgreSQL',
      text: 'A real server that comes along in the install. Jobs and mails commit together with your data.',
    },
  ],
  insideTitle: 'Already built, so you need not',
  insideLead: 'The parts every product needs and nobody wants to write again.',
  sessionsTitle: 'Sessions that end when you say so',
  sessionsText:
    'Every signed-in device is listed. Ending one takes effect with its next request, not when some token runs out.',
  sessionsRows: [
    ['Firefox on Linux', 'This device'],
    ['Safari on iOS', '20 minutes ago'],
    ['Chrome on macOS', 'Ended'],
  ],
  mailTitle: 'Mail you can look at',
  mailText:
    'Without a mail server, every message lands in an outbox that an administrator can read, rendered, in the studio.',
  mailSubject: 'Confirm your address',
  mailTo: 'to mina@example.org',
  mailState: 'Sent',
  errorsTitle: 'Errors that help',
  errorsText: 'Bad input comes back with the field and the reason, in the same form on every endpoint.',
  jobsTitle: 'Work that is not lost',
  jobsText:
    'Background jobs are rows of the same transaction as the change that asked for them. Both happen, or neither.',
  themeTitle: 'Light, dark, and your language',
  themeText:
    'Every page is designed for both themes and for the phone, works with the keyboard alone, and speaks English and German.',
  commandTitle: 'One command to run, one to test',
  commandText:
    'The same code runs on a laptop and on a server. The test command runs everything: types, contracts, database, browser.',
  closingTitle: 'See it for yourself',
  closingText: 'Make an account, confirm it through the outbox, sign in on two devices and end one from the other.',
};
