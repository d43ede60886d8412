import type { InventoryTexts } from './inventory.en';
import { textPart } from './parts';

/** The texts of the rooms that look after what is for sale. */
export const inventoryTexts = textPart<InventoryTexts>({
  en: async () => (await import('./inventory.en')).inventory,
  de: async () => (await import('./inventory.de')).inventory,
});

export const useProductsMessages = () => inventoryTexts.useTexts().products;
export const useCategoriesMessages = () => inventoryTexts.useTexts().categories;
export const useTransfersMessages = () => inventoryTexts.useTexts().transfers;
