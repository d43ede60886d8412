import { expect, test } from '@playwright/test';
import { newPerson, register } from './support/people.ts';

test('bad input shows a message at its field and loses nothing', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel('First name').fill('M');
  await page.getByLabel('Email address').fill('not an address');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page.getByLabel('First name')).toHaveAccessibleDescription('Please use 2 to 50 characters');
  await expect(page.getByLabel('Last name')).toHaveAccessibleDescription('Please fill this in');
  await expect(page.getByLabel('Email address')).toHaveAccessibleDescription(/does not look like/);
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/does not keep all the rules/);
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByLabel('Email address')).toHaveValue('not an address');
});

test('what only the server can know comes back at the field', async ({ page }) => {
  const person = newPerson();
  await register(page, person);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();

  await page.goto('/register');
  await page.getByLabel('First name').fill('Other');
  await page.getByLabel('Last name').fill('Person');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Email address')).toHaveAccessibleDescription(
    'There is already an account with this address',
  );
  await expect(page.getByLabel('First name')).toHaveValue('Other');

  await page.getByLabel('Email address').fill(newPerson().email);
  await page.getByLabel('Password', { exact: true }).fill('Password123!');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/common/);
});

test('a wrong current password is said at its field', async ({ page }) => {
  const person = newPerson();
  await register(page, person);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByLabel('Current password').fill('Something-else-1');
  await page.getByLabel('New password', { exact: true }).fill(`${person.password}-New`);
  await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/.+/);
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue(`${person.password}-New`);
});

test('a dead link says so and offers a new one', async ({ page }) => {
  await page.goto('/reset-password');
  await page.getByRole('link', { name: 'Ask for a new link' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await page.goto('/verify-email?token=none-of-ours');
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await page.goto('/no/such/page');
  await expect(page).toHaveURL(/\/404$/);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
