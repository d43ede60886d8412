/** A choice of two as it stands in an address; null where nothing is chosen. */
export function yesOrNo(text: string): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
