import { textPart } from './parts';

/** The texts of the page that an invitation leads to. */
export const invitationTexts = textPart({
  en: async () => (await import('./invitation.en')).invitation,
  de: async () => (await import('./invitation.de')).invitation,
});

/** Its texts in the reader's language. */
export const useInvitationMessages = invitationTexts.useTexts;
