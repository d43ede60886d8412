import type { BooksTexts } from './books.en';
import { textPart } from './parts';

/** The texts of the rooms that show what was earned and how it is booked. */
export const booksTexts = textPart<BooksTexts>({
  en: async () => (await import('./books.en')).books,
  de: async () => (await import('./books.de')).books,
});

export const useLedgerMessages = () => booksTexts.useTexts().ledger;
export const useRevenueMessages = () => booksTexts.useTexts().revenue;
export const useReportsMessages = () => booksTexts.useTexts().reports;
