import type { Plugin } from 'vite';

/**
 * Gives a library copies of its own of modules that the application uses as well. What only the library needs of them
 * would else be part of what every first visit loads.
 *
 * @param library whose imports are looked at, and those of its copies
 * @param modules what it gets copies of
 */
export function ownCopy(library: string, modules: string[]): Plugin {
  const mark = `?for=${library}`;
  return {
    name: 'own-copy',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const isOfCopy = importer?.endsWith(mark);
      const isIts = isOfCopy || importer?.includes(`/node_modules/${library}/`);
      if (!isIts || !(modules.includes(source) || (isOfCopy && source.startsWith('.')))) return null;
      const resolved = await this.resolve(source, importer!.replace(mark, ''), { skipSelf: true });
      return resolved && { ...resolved, id: resolved.id + mark };
    },
  };
}
