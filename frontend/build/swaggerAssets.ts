import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** Copies Swagger UI into `dist/swagger/`, from where the server shows the API's documentation without the internet. */
export function swaggerAssets(): Plugin {
  let target = '';
  return {
    name: 'swagger-assets',
    apply: 'build',
    configResolved(config) {
      target = resolve(config.root, config.build.outDir, 'swagger');
    },
    closeBundle() {
      const source = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
      mkdirSync(target, { recursive: true });
      for (const file of FILES) copyFileSync(join(source, file), join(target, file));
    },
  };
}
