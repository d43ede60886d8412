import { textPart } from './parts';

/** The texts of the shop. */
export const catalogTexts = textPart({
  en: async () => (await import('./catalog.en')).catalog,
  de: async () => (await import('./catalog.de')).catalog,
});

/** The shop's texts in the reader's language. */
export const useCatalogMessages = catalogTexts.useTexts;
