/** A text with what is selected in it. */
export interface Selection {
  text: string;
  start: number;
  end: number;
}

/** A replacement of a part of the text, and what is selected afterwards. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

const BULLET = '- ';
const QUOTE = '> ';
const LIST_MARK = /^(\s*)(?:([-*+])|(\d+)([.)]))\s+(\[[ xX]\]\s+)?/;
const LINE_MARK = /^(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)/;

/** Puts marks around what is selected, or takes them away where they are already. */
export function wrap({ text, start, end }: Selection, mark: string, sample: string): Edit {
  const inside = text.slice(start, end);
  if (text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark) {
    const from = start - mark.length;
    return { from, to: end + mark.length, insert: inside, start: from, end: from + inside.length };
  }
  if (inside.length >= 2 * mark.length && inside.startsWith(mark) && inside.endsWith(mark)) {
    const bare = inside.slice(mark.length, -mark.length);
    return { from: start, to: end, insert: bare, start, end: start + bare.length };
  }
  const words = inside || sample;
  const first = start + mark.length;
  return { from: start, to: end, insert: mark + words + mark, start: first, end: first + words.length };
}

/** Code: between marks within a line, between fences over several. */
export function code(selection: Selection, sample: string): Edit {
  const inside = selection.text.slice(selection.start, selection.end);
  if (!inside.includes('\n')) return wrap(selection, '`', sample);
  return block(selection, `\`\`\`\n${inside.replace(/\n$/, '')}\n\`\`\``, 4, inside.length);
}

/** Makes headings of the selected lines, or plain lines of headings of that level. */
export function heading(selection: Selection, level: number): Edit {
  return eachLine(selection, `${'#'.repeat(level)} `);
}

export function quote(selection: Selection): Edit {
  return eachLine(selection, QUOTE);
}

export function bullets(selection: Selection): Edit {
  return eachLine(selection, BULLET);
}

export function numbers(selection: Selection): Edit {
  return eachLine(selection, (line) => `${line + 1}. `);
}

/** Makes a link of what is selected; its address is selected for being typed or pasted. */
export function link({ text, start, end }: Selection, sample: string): Edit {
  const inside = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(inside)) {
    return { from: start, to: end, insert: `[${sample}](${inside})`, start: start + 1, end: start + 1 + sample.length };
  }
  const words = inside || sample;
  const address = start + words.length + 3;
  return { from: start, to: end, insert: `[${words}](https://)`, start: address, end: address + 8 };
}

/** Puts a picture on a line of its own; what it shows is selected for being typed. */
export function picture(selection: Selection, address: string, sample: string): Edit {
  return block(selection, `![${sample}](${address})`, 2, sample.length);
}

export function table(selection: Selection, column: string): Edit {
  const row = `| ${column} 1 | ${column} 2 |\n| --- | --- |\n|  |  |`;
  return block(selection, row, 2, column.length + 2);
}

/** What Enter does within a list: the next item, or the end of the list after an empty one. */
export function nextLine({ text, start, end }: Selection): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const mark = LIST_MARK.exec(line);
  if (!mark) return null;
  if (line.length === mark[0].length) return { from, to: start, insert: '', start: from, end: from };
  const [, indent, bullet, number, dot, box] = mark;
  const next = bullet ?? `${Number(number) + 1}${dot}`;
  const insert = `\n${indent}${next} ${box ? '[ ] ' : ''}`;
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length };
}

/** Begins every selected line with a mark, in place of another; lines that all have it lose it. */
function eachLine({ text, start, end }: Selection, mark: string | ((line: number) => string)): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(start, end - 1));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const markOf = typeof mark === 'string' ? () => mark : mark;
  const marked = lines.every((line, index) => line.startsWith(markOf(index)));
  const changed = lines.map((line, index) =>
    marked ? line.slice(markOf(index).length) : markOf(index) + line.replace(LINE_MARK, ''),
  );
  const insert = changed.join('\n');
  // A single line keeps the cursor at its end, several stay selected.
  const cursor = from + insert.length;
  return { from, to, insert, start: lines.length > 1 ? from : cursor, end: cursor };
}

/** Puts something on lines of its own, with an empty one before and after. */
function block({ text, start, end }: Selection, insert: string, offset: number, length: number): Edit {
  const before = gap(text.slice(0, start), /\n*$/);
  const after = gap(text.slice(end), /^\n*/);
  const first = start + before.length + offset;
  return { from: start, to: end, insert: before + insert + after, start: first, end: first + length };
}

function gap(beside: string, breaks: RegExp): string {
  if (beside === '') return '';
  return '\n'.repeat(Math.max(0, 2 - breaks.exec(beside)![0].length));
}
