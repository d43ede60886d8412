/** Beyond so many differences the middle counts as wholly changed: nobody would read them, and they cost the square. */
const MOST_DIFFERENCES = 1_000;

/** How many words beside a change are shown, to see where it is. */
const WORDS_AROUND = 24;

export interface Change {
  op: 'equal' | 'insert' | 'delete';
  text: string;
}

/** A place of a text that two people have in two ways; `base` is what both began with. */
export interface Fork {
  base: string;
  mine: string;
  theirs: string;
}

/** A piece of a text that was changed in two places at once. */
export type Piece = { fork: null; text: string } | { fork: Fork; text: null };

/** What was added to `before` and taken from it to get `after`, word by word. Joined, they are the two texts again. */
export function wordChanges(before: string, after: string): Change[] {
  const a = words(before);
  const b = words(after);
  const pairs = matches(a, b);
  const changes: Change[] = [];
  const add = (op: Change['op'], text: string) => {
    const last = changes.at(-1);
    if (text === '') return;
    if (last?.op === op) last.text += text;
    else changes.push({ op, text });
  };
  let next = 0;
  for (const [index, word] of a.entries()) {
    const pair = pairs[index]!;
    if (pair < 0) {
      add('delete', word);
    } else {
      add('insert', b.slice(next, pair).join(''));
      add('equal', word);
      next = pair + 1;
    }
  }
  add('insert', b.slice(next).join(''));
  return changes;
}

/**
 * Brings together what two people made of one text, line by line.
 *
 * @returns the text in pieces: those that both have alike, and those where they differ
 */
export function merge(base: string, mine: string, theirs: string): Piece[] {
  const [a, b, c] = [lines(base), lines(mine), lines(theirs)];
  const toMine = matches(a, b);
  const toTheirs = matches(a, c);
  const pieces: Piece[] = [];
  const same = (text: string) => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last && last.fork === null) last.text += text;
    else pieces.push({ fork: null, text });
  };
  let [i, j, k] = [0, 0, 0];
  while (i < a.length || j < b.length || k < c.length) {
    let n = i;
    while (n < a.length && !(toMine[n]! >= j && toTheirs[n]! >= k)) n += 1;
    const [toJ, toK] = n < a.length ? [toMine[n]!, toTheirs[n]!] : [b.length, c.length];
    const fork = {
      base: a.slice(i, n).join(''),
      mine: b.slice(j, toJ).join(''),
      theirs: c.slice(k, toK).join(''),
    };
    if (fork.mine === fork.theirs) same(fork.mine);
    else pieces.push({ fork, text: null });
    [i, j, k] = [n, toJ, toK];
    if (n < a.length) {
      same(a[n]!);
      [i, j, k] = [n + 1, toJ + 1, toK + 1];
    }
  }
  return pieces;
}

/** A change, or a long stretch without one of which the middle is left out; `left` says how many words that are. */
export type Excerpt = { change: Change; left: null } | { change: null; left: number };

/** Leaves out what is far from every change, so that one sees the changes at a glance. */
export function nearChanges(changes: Change[]): Excerpt[] {
  return changes.flatMap((change, index): Excerpt[] => {
    const all = words(change.text);
    const before = index === 0 ? 0 : WORDS_AROUND;
    const after = index === changes.length - 1 ? 0 : WORDS_AROUND;
    const left = all.length - before - after;
    // A few words are shown sooner than counted.
    if (change.op !== 'equal' || left <= WORDS_AROUND) return [{ change, left: null }];
    const part = (from: number, to: number): Excerpt[] =>
      from === to ? [] : [{ change: { op: 'equal', text: all.slice(from, to).join('') }, left: null }];
    return [...part(0, before), { change: null, left }, ...part(all.length - after, all.length)];
  });
}

/** Words with the space after them, so that nothing is lost in between. */
const words = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/**
 * Of each item of `a` its place in `b`, or -1 where it is not there: the longest common subsequence (E. Myers, An O(ND)
 * difference algorithm, 1986), after what both begin and end with alike.
 */
function matches(a: string[], b: string[]): Int32Array {
  const pairs = new Int32Array(a.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    pairs[start] = start;
    start += 1;
  }
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
    pairs[endA] = endB;
  }
  for (const [x, y] of middle(a.slice(start, endA), b.slice(start, endB))) pairs[start + x] = start + y;
  return pairs;
}

function middle(a: string[], b: string[]): [number, number][] {
  const [n, m] = [a.length, b.length];
  const most = Math.min(n + m, MOST_DIFFERENCES);
  // How far each diagonal has come, and what it was before each step, to find the way back.
  const reached = new Int32Array(2 * most + 3);
  const origin = most + 1;
  const steps: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    steps.push(reached.slice(origin - d - 1, origin + d + 2));
    for (let diagonal = -d; diagonal <= d; diagonal += 2) {
      const place = origin + diagonal;
      const down = diagonal === -d || (diagonal !== d && reached[place - 1]! < reached[place + 1]!);
      let x = down ? reached[place + 1]! : reached[place - 1]! + 1;
      while (x < n && x - diagonal < m && a[x] === b[x - diagonal]) x += 1;
      reached[place] = x;
      if (x >= n && x - diagonal >= m) return wayBack(steps, n, m);
    }
  }
  return [];
}

function wayBack(steps: Int32Array[], n: number, m: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [n, m];
  for (let d = steps.length - 1; d >= 0; d--) {
    const before = steps[d]!;
    const at = (diagonal: number) => before[diagonal + d + 1]!;
    const diagonal = x - y;
    const down = diagonal === -d || (diagonal !== d && at(diagonal - 1) < at(diagonal + 1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = d === 0 ? 0 : at(previous);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return pairs;
}
