import { placesOf } from './currencies';

/**
 * An amount as a whole number of the currency's smallest unit, so that amounts can be added without a rounding error.
 *
 * @param amount in major units as the API gives it: `"1249.00"`, `"-3.5"`
 */
export function toMinor(amount: string, currency: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new RangeError(`${amount} is no amount`);
  const minor = BigInt(whole + fraction.padEnd(placesOf(currency), '0'));
  return sign ? -minor : minor;
}

/** A whole number of the currency's smallest unit as the API gives amounts: `124900n` to `"1249.00"`. */
export function toMajor(minor: bigint, currency: string): string {
  const places = placesOf(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return minor < 0n ? `-${text}` : text;
}

/** The sum of amounts of one currency, in major units. */
export function sum(amounts: string[], currency: string): string {
  return toMajor(
    amounts.reduce((total, amount) => total + toMinor(amount, currency), 0n),
    currency,
  );
}

/** What is left of an amount when others are taken from it, in major units. */
export function difference(amount: string, taken: string[], currency: string): string {
  return toMajor(toMinor(amount, currency) - toMinor(sum(taken, currency), currency), currency);
}

/** Whether there is nothing: `"0.00"`. */
export function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}
