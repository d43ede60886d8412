import type { palette as english } from './palette.en';

/** Texts of the command palette, in German. */
export const palette: typeof english = {
  title: 'Alles finden',
  placeholder: 'Eintippen, was du suchst',
  pages: 'Seiten',
  actions: 'Aktionen',
  empty: (search) => `Nichts gefunden für „${search}“`,
  useLightTheme: 'Helle Darstellung verwenden',
  useDarkTheme: 'Dunkle Darstellung verwenden',
  useSystemTheme: 'Darstellung dieses Geräts verwenden',
  speak: (language) => `Oberfläche in ${language} zeigen`,
  hintMove: 'bewegen',
  hintChoose: 'auswählen',
  hintClose: 'schließen',
  products: 'Produkte',
  articles: 'Artikel',
  people: 'Menschen',
  teams: 'Teams',
  recent: 'Zuletzt geöffnet',
  searching: 'Sucht …',
  failed: 'Die Suche hat nicht geantwortet. Seiten und Aktionen sind weiter da.',
};
