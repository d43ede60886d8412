import { textPart } from './parts';

/** The texts of the command palette. */
export const paletteTexts = textPart({
  en: async () => (await import('./palette.en')).palette,
  de: async () => (await import('./palette.de')).palette,
});

/** The palette's texts in the reader's language. */
export const usePaletteMessages = paletteTexts.useTexts;
