import type { MembershipTexts } from './membership.en';
import { textPart } from './parts';

/** The texts of the rooms that look after plans and who has subscribed to them. */
export const membershipTexts = textPart<MembershipTexts>({
  en: async () => (await import('./membership.en')).membership,
  de: async () => (await import('./membership.de')).membership,
});

export const useAllPlansMessages = () => membershipTexts.useTexts().plans;
export const useAllSubscriptionsMessages = () => membershipTexts.useTexts().subscriptions;
