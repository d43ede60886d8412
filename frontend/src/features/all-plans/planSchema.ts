import { isAmount, placesOf, plainAmount } from '@/lib/currencies';
import type { MembershipTexts } from '@/lib/messages/membership.en';
import type { Messages } from '@/lib/messages/en';
import { z } from '@/lib/zod';
import { featuresOf } from './planValues';

const MOST_FEATURES = 20;
const LONGEST_FEATURE = 120;
const LONGEST_TRIAL = 365;

/** What must be so before a plan is sent; all else the API knows better. */
export function planSchema(t: Messages, { invalid }: MembershipTexts['plans']) {
  const required = z.string().check(z.trim(), z.minLength(1, t.validation.required));
  return z
    .object({
      name: required,
      slug: z.string().check(z.trim(), z.regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, invalid.slug)),
      description: z.string(),
      price: required,
      currency: z.string(),
      interval: z.enum(['month', 'year']),
      trialDays: z
        .string()
        .check(z.refine((days) => /^\s*\d{1,3}\s*$/.test(days) && Number(days) <= LONGEST_TRIAL, invalid.days)),
      position: z.string().check(z.regex(/^\s*-?\d{1,4}\s*$/, invalid.position)),
      features: z.string().check(z.refine(areFeatures, invalid.features)),
      premium: z.boolean(),
      active: z.boolean(),
    })
    .check(({ value: { price, currency }, issues }) => {
      if (price && !isAmount(plainAmount(price), currency)) {
        issues.push({ code: 'custom', path: ['price'], message: invalid.price(placesOf(currency)), input: price });
      }
    });
}

function areFeatures(text: string): boolean {
  const features = featuresOf(text);
  return features.length <= MOST_FEATURES && features.every(({ length }) => length <= LONGEST_FEATURE);
}
