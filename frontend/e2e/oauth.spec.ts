import { expect, test, type Page } from '@playwright/test';
import { enrolApp } from './support/factors.ts';
import { newPerson, register, signOut } from './support/people.ts';

const provider = process.env.E2E_PROVIDER ?? '';

/** Signs in at the provider, which takes everyone for who they say they are, and comes back. */
async function signInThere(page: Page, address: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(address);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('someone new comes in through a provider, and goes where they wanted to', async ({ page }) => {
  await page.goto('/login?returnTo=%2Fprofile');
  await page.getByRole('link', { name: `Continue with ${provider}` }).click();
  await signInThere(page, newPerson('Grace', 'Hopper').email);
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText('Grace Hopper');

  await page.goto('/settings/connected-accounts');
  const row = page.getByRole('listitem').filter({ hasText: provider });
  await row.getByRole('button', { name: `Disconnect ${provider}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('only way to sign in');
});

test('an account elsewhere is connected, signs in after a second factor, and is disconnected', async ({ page }) => {
  const person = newPerson('Lena', 'Fischer');
  const there = newPerson('Lena', 'Elsewhere').email;
  await register(page, person);
  await page.goto('/settings/connected-accounts');
  await page.getByRole('button', { name: `Connect ${provider}` }).click();
  await signInThere(page, there);
  await expect(page.getByText(`${provider} is connected`)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: provider })).toContainText(there);

  const { nextCode } = await enrolApp(page);
  await signOut(page);
  await page.goto('/login?returnTo=%2Fsettings%2Fconnected-accounts');
  await page.getByRole('link', { name: `Continue with ${provider}` }).click();
  await page.getByRole('button', { name: 'Continue' }).or(page.getByLabel('Six-digit code')).first().waitFor();
  await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
  await expect(page).not.toHaveURL(/challenge/);
  await page.getByLabel('Six-digit code').fill(nextCode());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/connected-accounts$/);

  await page.getByRole('button', { name: `Disconnect ${provider}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByRole('button', { name: `Connect ${provider}` })).toBeVisible();
});

test('who turns back at the provider is told so', async ({ page }) => {
  await page.goto('/login');
  await page.getByRole('link', { name: `Continue with ${provider}` }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('You turned back at the other site');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});
