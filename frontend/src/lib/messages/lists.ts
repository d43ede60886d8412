import { useTexts } from './context';

const en = {
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  previous: 'Previous page',
  next: 'Next page',
  noMatchTitle: 'Nothing found',
  noMatch: 'Nothing matches this search and these filters.',
  clear: 'Show all',
  all: 'All',
  columns: 'Columns',
  more: 'Load more',
  copy: 'Copy',
  copied: 'Copied',
};

const de: typeof en = {
  page: (page, pages) => `Seite ${page} von ${pages}`,
  previous: 'Vorige Seite',
  next: 'Nächste Seite',
  noMatchTitle: 'Nichts gefunden',
  noMatch: 'Nichts passt zu dieser Suche und diesen Filtern.',
  clear: 'Alle zeigen',
  all: 'Alle',
  columns: 'Spalten',
  more: 'Mehr laden',
  copy: 'Kopieren',
  copied: 'Kopiert',
};

export const lists = { en, de };

/** The texts of all lists. */
export const useListsMessages = () => useTexts(lists);
