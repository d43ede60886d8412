import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SPOKEN_ATTRIBUTES = /^(aria-label|aria-description|alt|title|placeholder|label|sub|text|description)$/;
const LETTERS = /\p{L}{2}/u;

/** Words that stand in the code of a component instead of the catalogue, each with its line. */
function literals(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string) => {
    if (LETTERS.test(text))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) report(node, node.text);
    if (ts.isJsxAttribute(node) && SPOKEN_ATTRIBUTES.test(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) report(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('components', () => {
  it('take every word from the catalogue', () => {
    const files = globSync('src/**/*.tsx').filter((file) => !file.includes('.test.'));
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap(literals)).toEqual([]);
  });
});
