import { textPart } from './parts';

/** The texts of teams. */
export const teamsTexts = textPart({
  en: async () => (await import('./teams.en')).teams,
  de: async () => (await import('./teams.de')).teams,
});

/** The teams' texts in the reader's language. */
export const useTeamsMessages = teamsTexts.useTexts;
