import { describe, expect, it } from 'vitest';
import { bullets, code, heading, link, nextLine, numbers, picture, quote, wrap, type Edit } from './formatting';

/** A text with its selection between brackets, as both go in and come out. */
function at(marked: string) {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}

function after(marked: string, change: (selection: ReturnType<typeof at>) => Edit | null): string {
  const { text } = at(marked);
  const edit = change(at(marked));
  if (!edit) return marked;
  const changed = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${changed.slice(0, edit.start)}⟦${changed.slice(edit.start, edit.end)}⟧${changed.slice(edit.end)}`;
}

describe('formatting', () => {
  it.each([
    ['a ⟦word⟧ b', 'a **⟦word⟧** b'],
    ['a **⟦word⟧** b', 'a ⟦word⟧ b'],
    ['a ⟦**word**⟧ b', 'a ⟦word⟧ b'],
    ['a ⟦⟧', 'a **⟦text⟧**'],
  ])('bold: %s', (before, expected) => {
    expect(after(before, (selection) => wrap(selection, '**', 'text'))).toBe(expected);
  });

  it.each([
    ['one\ntw⟦⟧o', 'one\n## two⟦⟧'],
    ['one\n## two⟦⟧', 'one\ntwo⟦⟧'],
    ['### two⟦⟧', '## two⟦⟧'],
  ])('headings: %s', (before, expected) => {
    expect(after(before, (selection) => heading(selection, 2))).toBe(expected);
  });

  it('makes lists and quotes of lines, and lines of them again', () => {
    expect(after('⟦one\ntwo⟧\nthree', bullets)).toBe('⟦- one\n- two⟧\nthree');
    expect(after('⟦- one\n- two⟧', numbers)).toBe('⟦1. one\n2. two⟧');
    expect(after('⟦1. one\n2. two⟧', numbers)).toBe('⟦one\ntwo⟧');
    expect(after('⟦1. one\n2. two⟧', quote)).toBe('⟦> one\n> two⟧');
  });

  it('continues a list on Enter, and ends it after an empty item', () => {
    expect(after('- one⟦⟧', nextLine)).toBe('- one\n- ⟦⟧');
    expect(after('9. one⟦⟧', nextLine)).toBe('9. one\n10. ⟦⟧');
    expect(after('  - [x] one⟦⟧', nextLine)).toBe('  - [x] one\n  - [ ] ⟦⟧');
    expect(after('- one\n- ⟦⟧', nextLine)).toBe('- one\n⟦⟧');
    expect(nextLine(at('plain⟦⟧'))).toBeNull();
  });

  it('makes links, code and pictures', () => {
    expect(after('see ⟦this⟧', (selection) => link(selection, 'text'))).toBe('see [this](⟦https://⟧)');
    expect(after('⟦https://a.example⟧', (selection) => link(selection, 'text'))).toBe('[⟦text⟧](https://a.example)');
    expect(after('⟦a\nb⟧', (selection) => code(selection, 'code'))).toBe('```\n⟦a\nb⟧\n```');
    expect(after('one⟦⟧two', (selection) => picture(selection, '/p', 'alt'))).toBe('one\n\n![⟦alt⟧](/p)\n\ntwo');
  });
});
