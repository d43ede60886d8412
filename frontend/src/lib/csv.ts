/** What a spreadsheet would take for a formula; behind an apostrophe it is text. Amounts below zero stay numbers. */
const FORMULA = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/;

/**
 * A table as CSV (RFC 4180), which every spreadsheet opens without executing what people wrote.
 *
 * @param heading names of the columns
 * @param rows one text for each column; null where there is nothing
 */
export function toCsv(heading: string[], rows: (string | null)[][]): string {
  return [heading, ...rows].map((cells) => cells.map(field).join(',') + '\r\n').join('');
}

function field(text: string | null): string {
  const safe = FORMULA.test(text ?? '') ? `'${text}` : (text ?? '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
