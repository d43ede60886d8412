import { textPart } from './parts';

/** The texts of the studio. */
export const studioTexts = textPart({
  en: async () => (await import('./studio.en')).studio,
  de: async () => (await import('./studio.de')).studio,
});

export const useStudioMessages = () => studioTexts.useTexts().index;
export const useUsersMessages = () => studioTexts.useTexts().users;
export const useRolesMessages = () => studioTexts.useTexts().roles;
export const useAuditMessages = () => studioTexts.useTexts().audit;
