/** How what stands in an address is read: what the API would refuse is as if nothing stood there. */

const ID = /^[0-9a-f-]{36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Any text. */
export const text = (typed: string): string => typed;

/** The id of something; empty where there is none. */
export const id = (typed: string): string => (ID.test(typed) ? typed : '');

/** A day, YYYY-MM-DD; empty where there is none. */
export const day = (typed: string): string => (DAY.test(typed) ? typed : '');

/** One of these; null where there is none. */
export function oneOf<Value extends string>(values: readonly Value[]): (typed: string) => Value | null {
  return (typed) => values.find((value) => value === typed) ?? null;
}

/** A choice of two; null where nothing is chosen. */
export function yesOrNo(typed: string): boolean | null {
  return typed === 'yes' ? true : typed === 'no' ? false : null;
}
