/** Who has issued a card, as far as its first digits tell. */
export type Brand = 'visa' | 'mastercard' | 'amex';

const BRANDS: [RegExp, Brand][] = [
  [/^4/, 'visa'],
  [/^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, 'mastercard'],
  [/^3[47]/, 'amex'],
];

/** What a card of the sandbox does. */
type CardEffect = 'pays' | 'asks' | 'waits' | 'declined' | 'insufficient' | 'expired' | 'cvc' | 'error' | 'later';

/** The sandbox's cards: the well-known test cards of Stripe. */
export const SANDBOX_CARDS: { number: string; effect: CardEffect }[] = [
  { number: '4242424242424242', effect: 'pays' },
  { number: '5555555555554444', effect: 'pays' },
  { number: '4000002500003155', effect: 'asks' },
  { number: '4000000000000077', effect: 'waits' },
  { number: '4000000000000002', effect: 'declined' },
  { number: '4000000000009995', effect: 'insufficient' },
  { number: '4000000000000069', effect: 'expired' },
  { number: '4000000000000127', effect: 'cvc' },
  { number: '4000000000000119', effect: 'error' },
  { number: '4000000000000341', effect: 'later' },
];

const FAILURES: Partial<Record<CardEffect, string>> = {
  declined: 'card_declined',
  insufficient: 'insufficient_funds',
  expired: 'expired_card',
  cvc: 'incorrect_cvc',
  error: 'processing_error',
};

/** Why the sandbox declines a card: a code of Stripe, or that it is none of the sandbox's. */
export function failureOf(number: string): string | undefined {
  const known = SANDBOX_CARDS.find((card) => card.number === digitsOf(number));
  return known ? FAILURES[known.effect] : 'unknown_card';
}

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The brand of a card, from its first digits on; null for others. */
export function brandOf(number: string): Brand | null {
  const digits = digitsOf(number);
  return BRANDS.find(([pattern]) => pattern.test(digits))?.[1] ?? null;
}

/** A card number in groups, as it stands on the card: `4242 4242 4242 4242`. */
export function groupedNumber(text: string): string {
  const digits = digitsOf(text).slice(0, 19);
  if (brandOf(digits) === 'amex') return joined([digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)], ' ');
  return joined(digits.match(/.{1,4}/g) ?? [], ' ');
}

/** Month and year as they stand on the card: `12/30`. A month that needs no second digit gets its zero. */
export function groupedExpiry(text: string): string {
  const single = /^[2-9]|^1\//.test(text.trim());
  const digits = (single ? `0${digitsOf(text)}` : digitsOf(text)).slice(0, 4);
  return joined([digits.slice(0, 2), digits.slice(2)], '/');
}

/** Whether the last digit is the one that the others ask for (ISO/IEC 7812, Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length < 12 || digits.length > 19) return false;
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Whether a card with this `MM/YY` is good today: it is so to the end of its month. */
export function isGoodUntil(expiry: string, today = new Date()): boolean {
  const [, month, year] = /^(\d{2})\/(\d{2})$/.exec(expiry.trim()) ?? [];
  if (!month || Number(month) < 1 || Number(month) > 12) return false;
  return new Date(2000 + Number(year), Number(month)) > today;
}

const joined = (parts: string[], between: string) => parts.filter(Boolean).join(between);
