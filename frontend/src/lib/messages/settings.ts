import { useLanguage } from './context';
import type { Language } from './languages';
import { settings as de } from './settings.de';
import { settings as en, type SettingsMessages } from './settings.en';

const catalogues: Record<Language, SettingsMessages> = { en, de };

/** The settings' texts in the reader's language. */
export function useSettingsMessages(): SettingsMessages {
  return catalogues[useLanguage()];
}
