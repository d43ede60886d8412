import type { PlansTexts } from './plans.en';

const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;

/** Die Texte über Tarife, auf Deutsch. */
export const plans: PlansTexts = {
  title: 'Fang kostenlos an. Nimm mehr, wenn du es brauchst.',
  tab: 'Tarife',
  sub: 'Hier geht alles auch ohne Tarif. Ein Tarif gibt deinen Programmen mehr Raum und hält das Haus am Laufen.',
  intervals: 'Wie oft du zahlst',
  interval: { month: 'Monatlich', year: 'Jährlich' },
  save: (percent) => `spart ${percent}`,
  per: { month: 'im Monat', year: 'im Jahr' },
  price: (amount, interval) => `${amount} ${interval === 'month' ? 'im Monat' : 'im Jahr'}`,
  monthlyShare: (amount) => `Das sind ${amount} im Monat, zuzüglich Steuer`,
  onlyMonthly: 'Monatlich abgerechnet, zuzüglich Steuer',
  onlyYearly: 'Jährlich abgerechnet, zuzüglich Steuer',
  beforeTax: 'zuzüglich Steuer',
  premium: 'Premium',
  trial: (days) => `${count(days, 'Tag', 'Tage')} kostenlos, danach`,
  trialNote: (days) =>
    days === 1
      ? 'Der erste Tag ist kostenlos. Kündigst du vorher, zahlst du nichts.'
      : `Die ersten ${days} Tage sind kostenlos. Kündigst du vorher, zahlst du nichts.`,
  noTrialNote: 'Beginnt mit deiner ersten Zahlung. Kündbar, wann du willst.',
  includes: (plan) => `Was zu ${plan} gehört`,
  free: {
    name: 'Mitglied',
    description: 'Ein Konto und alles, was du für den Anfang brauchst.',
    price: 'Kostenlos',
    note: 'So lange du willst',
    features: [
      'Einkaufen, schreiben, Dateien ablegen',
      'Teams und gemeinsame Arbeit',
      'API-Schlüssel mit 1.000 Anfragen je Stunde',
    ],
  },
  action: {
    register: 'Konto anlegen',
    trial: (days) => `${count(days, 'Tag', 'Tage')} kostenlos testen`,
    choose: (plan) => `${plan} wählen`,
    change: (plan) => `Zu ${plan} wechseln`,
    yours: 'Dein Tarif',
    included: 'Das hast du',
    manage: 'Tarif verwalten',
  },
  limits: {
    title: 'Was Premium bedeutet',
    text: 'Deine Programme dürfen die API fünfmal so viel fragen, sobald dein Tarif beginnt. Jede Antwort sagt in ihren Kopfzeilen, wie viel von der Stunde noch übrig ist.',
    usual: 'Jedes Konto',
    premium: 'Mit einem Premium-Tarif',
    perHour: (value) => `${value} Anfragen je Stunde`,
  },
  questions: {
    title: 'Gut zu wissen',
    list: [
      [
        'Wann zahle ich?',
        'Eine Testphase kostet nichts, bis sie endet. Danach wird jeder Zeitraum zu seinem Beginn bezahlt. Jedes Mal kommt eine Mail mit der Rechnung, und eine drei Tage vor dem Ende der Testphase.',
      ],
      [
        'Kann ich den Tarif wechseln?',
        'Jederzeit. Was vom alten Tarif nicht genutzt ist, wird auf die Sekunde genau gutgeschrieben, und du siehst den Betrag, bevor du zustimmst.',
      ],
      [
        'Was passiert, wenn ich kündige?',
        'Dein Tarif bleibt bis zum Ende des bezahlten Zeitraums, danach ist dein Konto wieder kostenlos. Nichts von dir geht verloren, und bis dahin kannst du es dir anders überlegen.',
      ],
      [
        'Was, wenn eine Karte abgelehnt wird?',
        'Wir schreiben dir und versuchen es in den nächsten Tagen wieder. Du kannst inzwischen mit einer anderen Karte zahlen.',
      ],
    ],
  },
  emptyTitle: 'Zurzeit keine Tarife',
  empty: 'Hier lässt sich alles ohne einen nutzen.',
};
