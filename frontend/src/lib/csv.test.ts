import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('CSV', () => {
  it('quotes what would break it', () => {
    expect(
      toCsv(
        ['Name', 'Total'],
        [
          ['Ada, "the first"', '12.00'],
          ['two\nlines', null],
        ],
      ),
    ).toBe('Name,Total\r\n"Ada, ""the first""",12.00\r\n"two\nlines",\r\n');
  });

  it('lets no spreadsheet take a name for a formula', () => {
    const names = ['=1+1', '+1', '@SUM(A1)', '-cmd', '\tx', '-3.50', '-3'];
    expect(
      toCsv(
        ['x'],
        names.map((name) => [name]),
      )
        .trim()
        .split('\r\n')
        .slice(1),
    ).toEqual(["'=1+1", "'+1", "'@SUM(A1)", "'-cmd", "'\tx", '-3.50', '-3']);
  });
});
