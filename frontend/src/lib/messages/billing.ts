import type { BillingTexts } from './billing.en';
import { textPart } from './parts';

/** The texts about one's own plan, card and invoices. */
export const billingTexts = textPart<BillingTexts>({
  en: async () => (await import('./billing.en')).billing,
  de: async () => (await import('./billing.de')).billing,
});

/** The texts about one's own plan, card and invoices in the reader's language. */
export const useBillingMessages = billingTexts.useTexts;
