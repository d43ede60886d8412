/** How far the scale of prices goes, in steps. */
export const STEPS = 100;

/**
 * The price at a place on the scale. The scale is finer where prices are low, since most are, and gives prices that
 * one would say: two digits, then zeros.
 *
 * @param step 0 to `STEPS`
 * @param dearest the price at its end, in major units
 */
export function priceAt(step: number, dearest: number): number {
  if (step >= STEPS) return Math.ceil(dearest);
  const exact = dearest * (step / STEPS) ** 2;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, exact))) - 1);
  return Math.round(exact / unit) * unit;
}

/** The place of a price on the scale. */
export function stepOf(price: number, dearest: number): number {
  return Math.round(Math.sqrt(Math.min(1, price / dearest)) * STEPS);
}
