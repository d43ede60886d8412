import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firstLoad, type Weighable } from './budget.ts';

const chunk = (name: string, imports: string[] = [], isEntry = false): Weighable => ({
  fileName: `${name}.js`,
  code: `content of ${name}`,
  imports: imports.map((imported) => `${imported}.js`),
  isEntry,
  facadeModuleId: `/app/src/${name}.tsx`,
});

const weight = (...chunks: Weighable[]) => chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0);

describe('the first load of a page', () => {
  const shared = chunk('shared', ['deep']);
  const deep = chunk('deep', ['shared']);
  const entry = chunk('main', ['shared'], true);
  const home = chunk('Home', ['deep']);
  const other = chunk('Other');
  const chunks = [shared, deep, entry, home, other];

  it('is the entry, the page and all that they import, each once', () => {
    expect(firstLoad(chunks, ['src/Home.tsx'])).toBe(weight(entry, shared, deep, home));
    expect(firstLoad(chunks, ['src/Home.tsx', 'src/Other.tsx'])).toBe(weight(...chunks));
  });

  it('is not known of a page that is loaded with others', () => {
    expect(() => firstLoad(chunks, ['src/Gone.tsx'])).toThrow('src/Gone.tsx has no chunk of its own');
  });
});
