import { textPart } from './parts';

/** The texts of paying. */
export const paymentTexts = textPart({
  en: async () => (await import('./payment.en')).payment,
  de: async () => (await import('./payment.de')).payment,
});

/** The texts of paying in the reader's language. */
export const usePaymentMessages = paymentTexts.useTexts;
