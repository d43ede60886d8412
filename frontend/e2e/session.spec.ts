import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, newPerson, register, signIn } from './support/people.ts';

/** What stands in any storage that a script can read. */
async function readableStorage(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
}

test('a reload stays signed in, and no token stands where scripts could read it', async ({ page }) => {
  await register(page, newPerson());
  await page.goto('/settings/account');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await expect(page).toHaveURL(/\/settings\/account$/);
  expect(await readableStorage(page)).not.toMatch(/eyJ|[A-Za-z0-9_-]{32,}/);
});

test('a revoked session is thrown out at its next request, and comes back to where it was', async ({
  page,
  browser,
}) => {
  const person = newPerson('Jonas', 'Weber');
  await register(page, person);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, person);
  await elsewhere.goto('/settings/security');
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible();

  await page.goto('/settings/security');
  await page.getByRole('button', { name: /^End session/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByText('The session has ended')).toBeVisible();
  await expect(page.getByText('You are signed in on this device only.')).toBeVisible();

  await elsewhere.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(elsewhere.getByText('Your session has ended.')).toBeVisible();
  await expect(elsewhere).toHaveURL(/\/login\?returnTo=%2Fprofile$/);
  await fillSignIn(elsewhere, person);
  await expect(elsewhere).toHaveURL(/\/profile$/);
  await elsewhere.context().close();
});

test('signing out in one tab signs out the other', async ({ page, context }) => {
  await register(page, newPerson());
  const second = await context.newPage();
  await second.goto('/profile');
  await expect(second.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();

  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(second.getByText('You are signed out.')).toBeVisible();
});

test('five tabs that load at once all stay signed in', async ({ page, context }) => {
  await register(page, newPerson());
  const tabs = await Promise.all(Array.from({ length: 5 }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/settings/account')));
  for (const tab of tabs) await expect(tab.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await Promise.all(tabs.map((tab) => tab.reload()));
  for (const tab of tabs) await expect(tab.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
});

test('a guest causes no refused request, and the page obeys its own security policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const refused: string[] = [];
  page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
  for (const path of ['/', '/products', '/articles', '/login', '/register']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Please fill this in').first()).toBeVisible();
  expect(complaints).toEqual([]);
  expect(refused).toEqual([]);
});

test('the way back after signing in never leaves this site', async ({ page }) => {
  const person = newPerson();
  await register(page, person);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/login?returnTo=%2F%2Fexample.org%2Fsteal');
  await fillSignIn(page, person);
  await expect(page).toHaveURL(/\/dashboard$/);
});
