import { merge, type Piece } from '@/lib/diff';
import type { FieldName, Fields } from './fields';

export type Choice = 'mine' | 'theirs' | 'both';

/** What is to stand where two versions differ: in the text by the place of the piece, beside it by the field. */
export interface Choices {
  pieces: Record<number, Choice>;
  fields: Partial<Record<FieldName, 'mine' | 'theirs'>>;
}

export function piecesOf(base: Fields, mine: Fields, theirs: Fields): Piece[] {
  return merge(base.body, mine.body, theirs.body);
}

/** Where only one of two has changed something, its change is what both would want; else one's own stands first. */
export function beginning(pieces: Piece[], base: Fields, mine: Fields, names: FieldName[]): Choices {
  const untouched = (name: FieldName) => JSON.stringify(base[name]) === JSON.stringify(mine[name]);
  return {
    pieces: Object.fromEntries(
      pieces.flatMap(({ fork }, index) => (fork ? [[index, fork.mine === fork.base ? 'theirs' : 'mine']] : [])),
    ),
    fields: Object.fromEntries(names.map((name) => [name, untouched(name) ? 'theirs' : 'mine'])),
  };
}

/** Whether only one of the two has changed this place. */
export function isOneSided({ fork }: Piece): boolean {
  return fork !== null && (fork.mine === fork.base || fork.theirs === fork.base);
}

/** The text that the choices make. */
export function bodyOf(pieces: Piece[], choices: Record<number, Choice>): string {
  return pieces
    .map(({ fork, text }, index) => {
      if (!fork) return text;
      const choice = choices[index] ?? 'mine';
      return choice === 'both' ? joined(fork.mine, fork.theirs) : fork[choice];
    })
    .join('');
}

/** One's own fields with those of the other that were chosen. */
export function fieldsWith(mine: Fields, theirs: Fields, choices: Choices['fields']): Fields {
  const names = Object.entries(choices).filter(([, choice]) => choice === 'theirs');
  return { ...mine, ...Object.fromEntries(names.map(([name]) => [name, theirs[name as FieldName]])) };
}

/** Two paragraphs stay two. */
function joined(first: string, second: string): string {
  if (first === '' || second === '') return first + second;
  return `${first.replace(/\n*$/, '\n\n')}${second}`;
}
