import type { home as english } from './home.en';

/** Texts of the public home page, in German. */
export const home: typeof english = {
  documentTitle: 'Groundwork: hier fangen Webprodukte an',
  eyebrow: 'Für Teams, die gleich anfangen zu bauen',
  title: 'Auf festem Grund beginnen.',
  lead: 'Groundwork ist die Anwendung, mit der ein Webprodukt anfängt. Konten, Anmeldung, Sitzungen, Mail, Hintergrundarbeit und eine dokumentierte API, auf einem echten PostgreSQL. Ein Befehl startet sie.',
  primary: 'Konto anlegen',
  primarySignedIn: 'Zu deiner Übersicht',
  secondary: 'Die API lesen',
  terminalLabel: 'So sieht der Start von Groundwork aus',
  terminalComment: '# nichts installieren außer Python',
  terminalCommand: './groundwork up',
  terminalLines: [
    ['Oberfläche', 'http://localhost:3000'],
    ['API-Referenz', 'http://localhost:3000/api/docs'],
    ['Postausgang', 'http://localhost:3000/studio/mails'],
  ],
  terminalReady: 'Bereit',
  layersTitle: 'Drei Schichten, und nichts dazwischen',
  layersLead: 'Das Zeichen ist der Bauplan. Jede Schicht steht auf der unteren, und keine greift an ihr vorbei.',
  layers: [
    {
      name: 'Oberfläche',
      text: 'Nutzt die öffentliche API und sonst nichts. Was sie kann, können auch deine Programme.',
    },
    {
      name: 'API',
      text: 'Ein Vertrag, in OpenAPI beschrieben. Jede Antwort hat dieselbe Form, jeder Fehler sagt, was zu tun ist.',
    },
    {
      name: 'PostgreSQL',
      text: 'Ein echter Server, der mitinstalliert wird. Aufträge und Mails werden zusammen mit deinen Daten gespeichert.',
    },
  ],
  insideTitle: 'Schon gebaut, damit du es nicht musst',
  insideLead: 'Was jedes Produkt braucht und niemand noch einmal schreiben will.',
  sessionsTitle: 'Sitzungen enden, wenn du es sagst',
  sessionsText:
    'Jedes angemeldete Gerät steht in der Liste. Das Beenden wirkt bei der nächsten Anfrage, nicht erst, wenn ein Token abläuft.',
  sessionsRows: [
    ['Firefox auf Linux', 'Dieses Gerät'],
    ['Safari auf iOS', 'vor 20 Minuten'],
    ['Chrome auf macOS', 'Beendet'],
  ],
  mailTitle: 'Mails, die man ansehen kann',
  mailText:
    'Ohne Mailserver landet jede Nachricht in einem Postausgang, den Administratoren im Studio lesen können, so wie sie aussieht.',
  mailSubject: 'Bestätige deine Adresse',
  mailTo: 'an mina@example.org',
  mailState: 'Gesendet',
  errorsTitle: 'Fehler, die weiterhelfen',
  errorsText: 'Falsche Eingaben kommen mit Feld und Grund zurück, bei jedem Endpunkt in derselben Form.',
  jobsTitle: 'Arbeit, die nicht verloren geht',
  jobsText:
    'Hintergrundaufträge sind Zeilen derselben Transaktion wie die Änderung, die sie braucht. Beides geschieht, oder keins.',
  themeTitle: 'Hell, dunkel, und deine Sprache',
  themeText:
    'Jede Seite ist für beide Farbwelten und fürs Telefon gestaltet, geht mit der Tastatur allein und spricht Deutsch und Englisch.',
  commandTitle: 'Ein Befehl zum Starten, einer zum Prüfen',
  commandText:
    'Derselbe Code läuft auf dem Laptop und auf dem Server. Der Testbefehl prüft alles: Typen, Verträge, Datenbank, Browser.',
  closingTitle: 'Sieh es dir an',
  closingText:
    'Lege ein Konto an, bestätige es über den Postausgang, melde dich auf zwei Geräten an und beende eins vom anderen aus.',
};
