const USUAL = 'USD EUR GBP CHF JPY';
const OTHERS = 'AUD BRL CAD CNY CZK DKK HKD HUF INR KRW KWD MXN NOK NZD PLN SEK SGD TRY ZAR';

/** Currencies that a price can be given in, the usual ones first (ISO 4217). */
export const CURRENCIES = `${USUAL} ${OTHERS}`.split(' ');

/** How many decimal places amounts of a currency have: JPY 0, USD 2, KWD 3. */
export function placesOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as people write it, as the API takes it: with a point, also when it was typed with a comma. */
export function plainAmount(typed: string): string {
  return typed.trim().replace(/^(\d+),(\d+)$/, '$1.$2');
}

/** Whether it is an amount that the currency can have. */
export function isAmount(amount: string, currency: string): boolean {
  const places = placesOf(currency);
  return new RegExp(`^\\d{1,12}${places > 0 ? `(\\.\\d{1,${places}})?` : ''}$`).test(amount);
}
