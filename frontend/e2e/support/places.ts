import type { Page } from '@playwright/test';

/** Every page, by who sees it. A heading says when it is complete. */
export const PUBLIC_PLACES = [
  '/',
  '/products',
  '/products?priceMin=90000',
  '/products/field-laptop-14',
  '/cart',
  '/articles',
  '/articles/choosing-a-laptop-you-will-keep',
  '/articles/none-of-ours',
  '/pricing',
  '/login',
  '/register',
  '/forgot-password',
  '/reset-password?token=none-of-ours',
  '/reset-password',
  '/verify-email?token=none-of-ours',
  '/invitations/none-of-ours',
  '/404',
];

export const MEMBER_PLACES = [
  '/dashboard',
  '/profile',
  '/orders',
  '/content',
  '/files',
  '/billing',
  '/settings/account',
  '/settings/security',
  '/settings/connected-accounts',
  '/settings/api-keys',
  '/settings/data',
  '/settings/appearance',
  '/teams',
  '/studio',
  '/studio/orders',
  '/studio/payments',
  '/studio/payment-events',
  '/studio/ledger',
  '/studio/reports',
  '/studio/products',
  '/studio/products/new',
  '/studio/products/transfers',
  '/studio/categories',
  '/studio/plans',
  '/studio/subscriptions',
  '/studio/content',
  '/studio/files',
  '/studio/users',
  '/studio/teams',
  '/studio/roles',
  '/studio/mails',
  '/studio/audit',
];

export const WIDTHS = [390, 1440];
export const THEMES = ['light', 'dark'] as const;

/** Goes to `path` and waits until nothing is loading or moving any more. */
export async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/** Waits until nothing is loading or moving any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('[role=status][aria-label]').length === 0);
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'));
  await page.evaluate(() => document.fonts.ready);
}

/** Makes the window as high as the page, so that what sticks to its edges is where it belongs in a picture. */
export async function unfold(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()!.width, height });
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

/** Shows the interface in `theme` at `width` from the next page load on. */
export async function dress(page: Page, theme: (typeof THEMES)[number], width: number): Promise<void> {
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  await page.addInitScript((value) => localStorage.setItem('groundwork.theme', value), theme);
}
