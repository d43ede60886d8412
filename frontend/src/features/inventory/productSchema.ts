import { isAmount, placesOf, plainAmount } from '@/lib/currencies';
import type { InventoryTexts } from '@/lib/messages/inventory.en';
import type { Messages } from '@/lib/messages/en';
import { z } from '@/lib/zod';
import type { ProductValues } from './productValues';

/** What must be so before a product is sent; all else the API knows better. */
export function productSchema(t: Messages, products: InventoryTexts['products']) {
  const required = z.string().check(z.trim(), z.minLength(1, t.validation.required));
  const fields = z.object({
    name: required,
    sku: required,
    slug: z.string(),
    description: z.string(),
    price: required,
    currency: z.string(),
    category: z.string(),
    stock: z.string().check(z.regex(/^\s*\d{1,9}\s*$/, products.invalid.stock)),
    active: z.boolean(),
    images: z.array(z.object({ fileId: z.string(), alt: z.string() })),
    attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  });
  return fields.check(({ value, issues }) => {
    const report = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', path, message, input: value });
    if (value.price && !isAmount(plainAmount(value.price), value.currency)) {
      report(['price'], products.invalid.price(placesOf(value.currency)));
    }
    for (const [row, problem] of attributeProblems(value)) {
      report(
        ['attributes', row, 'name'],
        problem === 'missing' ? products.invalid.attributeName : products.invalid.attributeTwice,
      );
    }
  });
}

function attributeProblems({ attributes }: ProductValues): [number, 'missing' | 'twice'][] {
  const seen = new Set<string>();
  return attributes.flatMap(({ name, value }, row): [number, 'missing' | 'twice'][] => {
    const key = name.trim();
    if (!key) return value.trim() ? [[row, 'missing']] : [];
    if (seen.has(key)) return [[row, 'twice']];
    seen.add(key);
    return [];
  });
}
