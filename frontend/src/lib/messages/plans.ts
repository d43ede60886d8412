import { textPart } from './parts';
import type { PlansTexts } from './plans.en';

/** The texts about plans: what they are called and cost, and those of the page that compares them. */
export const plansTexts = textPart<PlansTexts>({
  en: async () => (await import('./plans.en')).plans,
  de: async () => (await import('./plans.de')).plans,
});

/** The texts about plans in the reader's language. */
export const usePlansMessages = plansTexts.useTexts;
