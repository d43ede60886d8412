import type { LibraryTexts } from './library.en';
import { textPart } from './parts';

/** The texts of the rooms that look after everyone's articles and files. */
export const libraryTexts = textPart<LibraryTexts>({
  en: async () => (await import('./library.en')).library,
  de: async () => (await import('./library.de')).library,
});

export const useAllArticlesMessages = () => libraryTexts.useTexts().articles;
export const useAllFilesMessages = () => libraryTexts.useTexts().files;
