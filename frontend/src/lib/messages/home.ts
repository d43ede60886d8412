import { textPart } from './parts';

/** The texts of the public home page. */
export const homeTexts = textPart({
  en: async () => (await import('./home.en')).home,
  de: async () => (await import('./home.de')).home,
});

/** The home page's texts in the reader's language. */
export const useHomeMessages = homeTexts.useTexts;
