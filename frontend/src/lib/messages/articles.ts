import { textPart } from './parts';

/** The texts of the articles. */
export const articlesTexts = textPart({
  en: async () => (await import('./articles.en')).articles,
  de: async () => (await import('./articles.de')).articles,
});

/** The articles' texts in the reader's language. */
export const useArticlesMessages = articlesTexts.useTexts;
