import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What a page's first paint loads, and how much that may be. */
export interface Budget {
  /** Bytes of JavaScript, gzip. */
  limit: number;
  /** Modules that each have a page of the application as their content. */
  pages: string[];
  /** Modules that are loaded with each of these pages. */
  around?: string[];
}

/** The part of a bundler's chunk that is looked at here. */
export interface Weighable {
  fileName: string;
  code: string;
  imports: string[];
  isEntry: boolean;
  facadeModuleId: string | null;
}

/**
 * Fails the build when a page that someone comes to first needs more JavaScript than its budget.
 *
 * @param oneOf modules of which every page loads one: the heaviest counts
 */
export function budget(budgets: Budget[], oneOf: string[]): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const excess = budgets.flatMap(({ limit, pages, around = [] }) => {
        const weights = pages.map((page) => {
          const bytes = Math.max(...oneOf.map((module) => firstLoad(chunks, [page, module, ...around])));
          return { page, bytes };
        });
        const heaviest = weights.reduce((a, b) => (a.bytes > b.bytes ? a : b));
        this.info(`at most ${kilobytes(heaviest.bytes)} of ${kilobytes(limit)}: ${heaviest.page}`);
        return weights
          .filter(({ bytes }) => bytes > limit)
          .map(
            ({ page, bytes }) => `${page} loads ${kilobytes(bytes)} of JavaScript; its budget is ${kilobytes(limit)}`,
          );
      });
      if (excess.length > 0) this.error(excess.join('\n'));
    },
  };
}

/** Bytes, gzip, of the entry, of the chunks of `modules`, and of all that these import. */
export function firstLoad(chunks: Weighable[], modules: string[]): number {
  const roots = modules.map((module) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`));
    if (!chunk) throw new Error(`${module} has no chunk of its own`);
    return chunk;
  });
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry).concat(roots));
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return [...loaded].reduce((sum, { code }) => sum + gzipSync(code).length, 0);
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
