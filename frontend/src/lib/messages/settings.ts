import { textPart } from './parts';

/** The texts of the settings. */
export const settingsTexts = textPart({
  en: async () => (await import('./settings.en')).settings,
  de: async () => (await import('./settings.de')).settings,
});

/** The settings' texts in the reader's language. */
export const useSettingsMessages = settingsTexts.useTexts;
