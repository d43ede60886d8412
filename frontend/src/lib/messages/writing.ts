import { textPart } from './parts';

/** The texts of writing. */
export const writingTexts = textPart({
  en: async () => (await import('./writing.en')).writing,
  de: async () => (await import('./writing.de')).writing,
});

/** The texts of writing in the reader's language. */
export const useWritingMessages = writingTexts.useTexts;
