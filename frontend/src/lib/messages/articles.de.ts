import type { articles as english } from './articles.en';

/** Texts of the articles, in German. */
export const articles: typeof english = {
  title: 'Artikel',
  sub: 'Über gute Wahl, und wie Dinge lange halten.',
  search: 'Artikel suchen',
  found: (count) => `${count} Artikel`,
  tags: 'Stichwörter',
  allTags: 'Alles',
  languages: 'Sprache der Artikel',
  allLanguages: 'Alle Sprachen',
  lead: 'Aufmacher',
  minutes: (count) => `${count} Min. Lesezeit`,
  by: (name) => `Von ${name}`,
  emptyTitle: 'Nichts passt',
  empty: 'Davon handelt kein Artikel. Versuch ein anderes Wort, oder sieh dir alle an.',
  clear: 'Alle Artikel zeigen',
  noneTitle: 'Noch ist nichts geschrieben',
  none: 'Hier wird der erste Artikel stehen.',
  next: 'Als Nächstes lesen',
  toAll: 'Alle Artikel',
  gone: 'Diesen Artikel gibt es hier nicht mehr',
  goneText: 'Vielleicht wurde er zurückgezogen, oder er ist nur für ein Team.',
  recent: 'Zuletzt geschrieben',
};
