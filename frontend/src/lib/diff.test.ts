import { describe, expect, it } from 'vitest';
import { merge, nearChanges, wordChanges } from './diff';

const without = (op: string, before: string, after: string) =>
  wordChanges(before, after)
    .filter((change) => change.op !== op)
    .map(({ text }) => text)
    .join('');

describe('wordChanges', () => {
  it('marks the words that changed and no others', () => {
    expect(wordChanges('The quick fox jumps', 'The slow fox leaps and jumps')).toEqual([
      { op: 'equal', text: 'The ' },
      { op: 'delete', text: 'quick ' },
      { op: 'insert', text: 'slow ' },
      { op: 'equal', text: 'fox ' },
      { op: 'insert', text: 'leaps and ' },
      { op: 'equal', text: 'jumps' },
    ]);
  });

  it('says nothing of texts that are alike, and of empty ones', () => {
    expect(wordChanges('', '')).toEqual([]);
    expect(wordChanges('a b', 'a b')).toEqual([{ op: 'equal', text: 'a b' }]);
  });

  it('gives both texts back, whatever they are', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const text = () => Array.from({ length: random(40) }, () => 'ab \n'[random(4)]).join('');
    for (let round = 0; round < 400; round++) {
      const [before, after] = [text(), text()];
      expect(without('insert', before, after)).toBe(before);
      expect(without('delete', before, after)).toBe(after);
    }
  });

  it('gives up on texts that have nothing in common, and loses nothing', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index} `).join('');
    const after = Array.from({ length: 3000 }, (_, index) => `b${index} `).join('');
    expect(without('insert', before, after)).toBe(before);
    expect(without('delete', before, after)).toBe(after);
  });
});

describe('nearChanges', () => {
  const many = (count: number) => 'word '.repeat(count);

  it('leaves out what is far from every change', () => {
    const excerpts = nearChanges([
      { op: 'equal', text: many(100) },
      { op: 'insert', text: 'new ' },
      { op: 'equal', text: many(200) },
      { op: 'delete', text: 'old ' },
    ]);
    expect(excerpts.map(({ change, left }) => left ?? change.text.trim().split(' ').length)).toEqual([
      76, 24, 1, 24, 152, 24, 1,
    ]);
  });

  it('shows short stretches whole', () => {
    const changes = [
      { op: 'insert' as const, text: 'new ' },
      { op: 'equal' as const, text: many(30) },
    ];
    expect(nearChanges(changes)).toEqual(changes.map((change) => ({ change, left: null })));
  });
});

describe('merge', () => {
  const base = 'one\ntwo\nthree\nfour\n';

  it('finds where only one of two changed something', () => {
    expect(merge(base, 'ONE\ntwo\nthree\nfour\n', 'one\ntwo\nthree\nFOUR\n')).toEqual([
      { fork: { base: 'one\n', mine: 'ONE\n', theirs: 'one\n' }, text: null },
      { fork: null, text: 'two\nthree\n' },
      { fork: { base: 'four\n', mine: 'four\n', theirs: 'FOUR\n' }, text: null },
    ]);
  });

  it('finds where both did', () => {
    expect(merge(base, 'one\n2\nthree\nfour\n', 'one\nzwei\nthree\nfour\nfive')).toEqual([
      { fork: null, text: 'one\n' },
      { fork: { base: 'two\n', mine: '2\n', theirs: 'zwei\n' }, text: null },
      { fork: null, text: 'three\nfour\n' },
      { fork: { base: '', mine: '', theirs: 'five' }, text: null },
    ]);
  });

  it('takes as one what both changed alike', () => {
    expect(merge(base, 'uno\ntwo\nthree\nfour\n', 'uno\ntwo\nthree\nfour\n')).toEqual([
      { fork: null, text: 'uno\ntwo\nthree\nfour\n' },
    ]);
  });

  it('keeps both texts whole', () => {
    let seed = 11;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const text = () => Array.from({ length: random(12) }, () => `${'abc'[random(3)]}\n`).join('');
    for (let round = 0; round < 400; round++) {
      const [start, mine, theirs] = [text(), text(), text()];
      const pieces = merge(start, mine, theirs);
      expect(pieces.map(({ fork, text: same }) => fork?.mine ?? same).join('')).toBe(mine);
      expect(pieces.map(({ fork, text: same }) => fork?.theirs ?? same).join('')).toBe(theirs);
    }
  });
});
