import { textPart } from './parts';

/** The texts of one's orders. */
export const ordersTexts = textPart({
  en: async () => (await import('./orders.en')).orders,
  de: async () => (await import('./orders.de')).orders,
});

/** The texts of one's orders in the reader's language. */
export const useOrdersMessages = ordersTexts.useTexts;
