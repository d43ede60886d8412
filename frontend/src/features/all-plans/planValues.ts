import type { Interval, Plan } from '@/api/types';
import { plainAmount } from '@/lib/currencies';

/** A plan as the form has it: every field a text, the features a line each. */
export interface PlanValues {
  name: string;
  slug: string;
  description: string;
  price: string;
  currency: string;
  interval: Interval;
  trialDays: string;
  position: string;
  features: string;
  premium: boolean;
  active: boolean;
}

/** A plan as the API takes it. */
export interface PlanBody {
  name: string;
  slug?: string;
  description: string;
  price: string;
  currency: string;
  interval: Interval;
  trialDays: number;
  position: number;
  features: string[];
  premium: boolean;
  active: boolean;
}

export const NEW_PLAN: PlanValues = {
  name: '',
  slug: '',
  description: '',
  price: '',
  currency: 'USD',
  interval: 'month',
  trialDays: '0',
  position: '0',
  features: '',
  premium: false,
  active: true,
};

export function valuesOf(plan: Plan): PlanValues {
  const { name, slug, description, price, currency, interval, premium, active } = plan;
  const [trialDays, position] = [String(plan.trialDays), String(plan.position)];
  return {
    name,
    slug,
    description,
    price,
    currency,
    interval,
    premium,
    active,
    trialDays,
    position,
    features: plan.features.join('\n'),
  };
}

export function bodyOf(values: PlanValues): PlanBody {
  const { name, slug, description, price, currency, interval, premium, active } = values;
  return {
    name: name.trim(),
    // Without one the server makes it from the name.
    ...(slug.trim() && { slug: slug.trim() }),
    description: description.trim(),
    price: plainAmount(price),
    currency,
    interval,
    premium,
    active,
    trialDays: Number(values.trialDays),
    position: Number(values.position),
    features: featuresOf(values.features),
  };
}

/** The lines with something on them. */
export function featuresOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
