import { describe, expect, it } from 'vitest';
import { pagesAround } from './pagesAround';

describe('the pages to offer', () => {
  it.each([
    [1, 1, '1'],
    [2, 3, '1 2 3'],
    [1, 9, '1 2 …9'],
    [4, 9, '1 2 3 4 5 …9'],
    [5, 9, '1 …4 5 6 …9'],
    [9, 9, '1 …8 9'],
    [40, 9, '1 …9'],
  ])('on page %i of %i', (page, pages, offered) => {
    const shown = pagesAround(page, pages).map(({ number, gap }) => (gap ? `…${number}` : String(number)));
    expect(shown.join(' ')).toBe(offered);
  });
});
