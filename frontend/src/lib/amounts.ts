import { placesOf } from './currencies';

/** Some of something at a price. */
export interface Priced {
  /** Of one, in major units as the API gives it: `"1249.00"`. */
  price: string;
  quantity: number;
}

/**
 * What several things cost together, to the last digit: amounts are decimal texts, and binary fractions would lose
 * cents.
 *
 * @returns major units, as the API gives amounts
 */
export function sumOf(parts: Priced[], currency: string): string {
  const places = placesOf(currency);
  const sum = parts.reduce((total, { price, quantity }) => total + toMinor(price, places) * BigInt(quantity), 0n);
  return toMajor(sum, places);
}

function toMinor(amount: string, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
}

function toMajor(minor: bigint, places: number): string {
  const digits = String(minor).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
