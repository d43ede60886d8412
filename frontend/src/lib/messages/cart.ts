import { textPart } from './parts';

/** The texts of the cart and of the way from there to an order. */
export const cartTexts = textPart({
  en: async () => (await import('./cart.en')).cart,
  de: async () => (await import('./cart.de')).cart,
});

/** The cart's texts in the reader's language. */
export const useCartMessages = cartTexts.useTexts;
