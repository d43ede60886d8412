import { textPart } from './parts';
import type { TradeTexts } from './trade.en';

/** The texts of the rooms that look after orders, payments and what the provider tells of them. */
export const tradeTexts = textPart<TradeTexts>({
  en: async () => (await import('./trade.en')).trade,
  de: async () => (await import('./trade.de')).trade,
});

export const useAllOrdersMessages = () => tradeTexts.useTexts().orders;
export const useAllPaymentsMessages = () => tradeTexts.useTexts().payments;
export const usePaymentEventsMessages = () => tradeTexts.useTexts().events;
