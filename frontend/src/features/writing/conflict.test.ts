import { expect, it } from 'vitest';
import { article } from '@/testing/answers';
import { beginning, bodyOf, fieldsWith, isOneSided, piecesOf } from './conflict';
import { fieldsOf } from './fields';

const base = { ...fieldsOf(article), body: 'One.\n\nTwo.\n\nThree.\n' };

it('keeps the changes of both where they do not touch', () => {
  const mine = { ...base, body: 'One, mine.\n\nTwo.\n\nThree.\n', title: 'Mine' };
  const theirs = { ...base, body: 'One.\n\nTwo.\n\nThree, theirs.\n', tags: ['theirs'] };
  const pieces = piecesOf(base, mine, theirs);
  const choices = beginning(pieces, base, mine, ['title', 'tags']);
  expect(pieces.filter(isOneSided)).toHaveLength(2);
  expect(bodyOf(pieces, choices.pieces)).toBe('One, mine.\n\nTwo.\n\nThree, theirs.\n');
  expect(fieldsWith(mine, theirs, choices.fields)).toMatchObject({ title: 'Mine', tags: ['theirs'] });
});

it('leaves it to the writer where they do', () => {
  const mine = { ...base, body: 'One.\n\nMine.\n\nThree.\n' };
  const theirs = { ...base, body: 'One.\n\nTheirs.\n\nThree.\n' };
  const pieces = piecesOf(base, mine, theirs);
  const place = pieces.findIndex(({ fork }) => fork !== null);
  expect(pieces.some(isOneSided)).toBe(false);
  expect(bodyOf(pieces, { [place]: 'theirs' })).toBe(theirs.body);
  expect(bodyOf(pieces, { [place]: 'mine' })).toBe(mine.body);
  expect(bodyOf(pieces, { [place]: 'both' })).toBe('One.\n\nMine.\n\nTheirs.\n\nThree.\n');
});
