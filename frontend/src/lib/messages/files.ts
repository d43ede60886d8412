import { textPart } from './parts';

/** The texts of files. */
export const filesTexts = textPart({
  en: async () => (await import('./files.en')).files,
  de: async () => (await import('./files.de')).files,
});

/** The files' texts in the reader's language. */
export const useFilesMessages = filesTexts.useTexts;
