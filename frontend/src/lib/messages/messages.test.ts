import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';

/** Every text of a catalogue with its place: `auth.login.title`. Texts with gaps stand as functions. */
function texts(node: unknown, place = ''): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [[place, node]];
  return Object.entries(node).flatMap(([key, value]) => texts(value, place ? `${place}.${key}` : key));
}

describe('the catalogues', () => {
  it('have the same places, and none is empty', () => {
    const english = texts(en);
    const german = texts(de);
    expect(german.map(([place]) => place)).toEqual(english.map(([place]) => place));
    for (const [place, text] of [...english, ...german]) expect(text, place).toBeTruthy();
  });

  it('count in words that fit', () => {
    expect(en.mails.total(1)).toBe('1 mail');
    expect(de.mails.total(3)).toBe('3 Mails');
    expect(en.dashboard.waiting(2)).toBe('Two things wait for you.');
    expect(de.dashboard.waiting(7)).toBe('7 Sachen warten auf dich.');
  });
});
