import { storage } from '@/lib/storage';
import type { Messages } from './en';

/** Each language in its own name, as a reader looks for it. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

const KEY = 'groundwork.language';

export function isLanguage(value: string | null | undefined): value is Language {
  return value != null && Object.hasOwn(LANGUAGES, value);
}

/** What the reader chose on this device, or null. */
export function chosenLanguage(): Language | null {
  const stored = storage.read(KEY);
  return isLanguage(stored) ? stored : null;
}

export function rememberLanguage(language: Language): void {
  storage.write(KEY, language);
}

/** The choice on this device, else the browser's first language that there is a catalogue for, else English. */
export function initialLanguage(): Language {
  return chosenLanguage() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Loaders of the parts that have been opened. */
export const opened = new Set<(language: Language) => Promise<unknown>>();

/** The catalogue of a language, loaded when it is first needed, and the texts of the parts that are open with it. */
export async function loadMessages(language: Language): Promise<Messages> {
  await Promise.all([...opened].map((load) => load(language)));
  return language === 'de' ? (await import('./de')).de : (await import('./en')).en;
}
