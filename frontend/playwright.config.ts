import { defineConfig } from '@playwright/test';

/*
 * The journeys run against a real server. From the environment:
 *   E2E_BASE_URL                       where it answers
 *   E2E_OUTBOX                         folder of the mails it has sent, one .eml file each
 *   E2E_ADMIN_EMAIL, E2E_ADMIN_PASSWORD  sign-in of an administrator
 *   E2E_PROVIDER                       name of the provider that its sign-in page offers (e2e/support/identityProvider.mjs)
 *   CHROMIUM_PATH                      an installed Chromium or Chrome; without it Playwright's own
 *   SCREENSHOT_DIR                     where `npm run screenshots` puts its pictures
 */
export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  retries: 0,
  // Generous, for machines that do other things as well: a journey that works does not wait for them.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts' },
    { name: 'screenshots', testMatch: '*.shots.ts' },
  ],
});
