import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { preloadFonts } from './build/preloadFonts.ts';
import { swaggerAssets } from './build/swaggerAssets.ts';

const apiOrigin = `http://localhost:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  plugins: [react(), preloadFonts(['hanken-grotesk-latin-wght', 'bricolage-grotesque-latin-wght']), swaggerAssets()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 5173, strictPort: true, proxy: { '/api': apiOrigin } },
  build: {
    target: 'es2023',
    // The content security policy allows fonts and scripts from this origin alone, so nothing may become a data: address.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    coverage: { include: ['src/**'], exclude: ['src/api/generated/**', 'src/testing/**', 'src/**/*.test.*'] },
  },
});
