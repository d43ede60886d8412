import type { Product } from '@/api/types';
import { plainAmount } from '@/lib/currencies';

/** A picture as the form has it. */
export interface ImageValue {
  fileId: string;
  alt: string;
}

/** A product as the form has it: an empty field is an empty text. */
export interface ProductValues {
  name: string;
  sku: string;
  slug: string;
  description: string;
  price: string;
  currency: string;
  category: string;
  stock: string;
  active: boolean;
  images: ImageValue[];
  attributes: { name: string; value: string }[];
}

/** A product as the API takes it. */
export interface ProductBody {
  name: string;
  sku: string;
  slug?: string;
  description: string;
  price: string;
  currency: string;
  category: string | null;
  stock: number;
  active: boolean;
  images: ImageValue[];
  attributes: Record<string, string>;
}

export type ProductField = keyof ProductBody;

export const FIELDS: ProductField[] = [
  'name',
  'sku',
  'slug',
  'description',
  'price',
  'currency',
  'category',
  'stock',
  'active',
  'images',
  'attributes',
];

export const EMPTY: ProductValues = {
  name: '',
  sku: '',
  slug: '',
  description: '',
  price: '',
  currency: 'USD',
  category: '',
  stock: '0',
  active: true,
  images: [],
  attributes: [],
};

export function valuesOf(product: Product): ProductValues {
  const { name, sku, slug, description, price, currency, active } = product;
  return {
    name,
    sku,
    slug,
    description,
    price,
    currency,
    active,
    category: product.category ?? '',
    stock: String(product.stock),
    images: product.images.map(({ fileId, alt }) => ({ fileId, alt })),
    attributes: Object.entries(product.attributes).map(([key, value]) => ({ name: key, value })),
  };
}

export function bodyOf(values: ProductValues): ProductBody {
  const { name, sku, slug, description, price, currency, active, images } = values;
  const attributes = values.attributes.filter((attribute) => attribute.name.trim() || attribute.value.trim());
  return {
    name: name.trim(),
    sku: sku.trim(),
    description: description.trim(),
    currency,
    active,
    images,
    // Without one the server makes it from the name.
    ...(slug.trim() && { slug: slug.trim() }),
    price: plainAmount(price),
    category: values.category || null,
    stock: Number(values.stock),
    attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name.trim(), attribute.value.trim()])),
  };
}

/** The fields in which `after` is not as `before`. */
export function changes(before: ProductBody, after: ProductBody): Partial<ProductBody> {
  const changed = FIELDS.filter((field) => !same(before[field], after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

export type Side = 'mine' | 'theirs';

/** A field that two people have left in different states. */
export interface Difference {
  field: ProductField;
  /** Whose state is chosen to begin with: that of whoever has changed it; one's own when both have. */
  side: Side;
  both: boolean;
}

/**
 * What must be decided when someone else has saved in between.
 *
 * @param base what both started from
 */
export function differences(base: ProductBody, mine: ProductBody, theirs: ProductBody): Difference[] {
  return FIELDS.filter((field) => !same(mine[field], theirs[field])).map((field) => {
    const changedByMe = !same(base[field], mine[field]);
    return { field, side: changedByMe ? 'mine' : 'theirs', both: changedByMe && !same(base[field], theirs[field]) };
  });
}

/** The state that was decided on, field by field. */
export function decided(
  mine: ProductBody,
  theirs: ProductBody,
  sides: Partial<Record<ProductField, Side>>,
): ProductBody {
  const chosen = FIELDS.map((field) => [field, sides[field] === 'mine' ? mine[field] : theirs[field]]);
  return Object.fromEntries(chosen) as unknown as ProductBody;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
