import { expect, test, type Page } from '@playwright/test';
import { fingerprintReader } from './support/authenticator.ts';
import { enrolApp } from './support/factors.ts';
import { fillSignIn, newPerson, register, signOut } from './support/people.ts';

test('an authenticator app is asked for, and a recovery code stands in for it once', async ({ page }) => {
  const person = newPerson('Ines', 'Moreau');
  await register(page, person);
  const { nextCode, recoveryCodes } = await enrolApp(page);

  await signOut(page);
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
  await page.getByLabel('Six-digit code').fill('12345');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByLabel('Six-digit code')).toHaveAccessibleDescription('Please type the six digits');
  await page.getByLabel('Six-digit code').fill(nextCode());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await signOut(page);
  await fillSignIn(page, person);
  await useRecoveryCode(page, recoveryCodes[0]!);
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto('/settings/security');
  await expect(page.getByText('9 left')).toBeVisible();

  await signOut(page);
  await fillSignIn(page, person);
  await useRecoveryCode(page, recoveryCodes[0]!);
  await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(/not right, or has been used/);
  await expect(page.getByLabel('Recovery code')).toHaveValue(recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Back to sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});

async function useRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a passkey is added, named, signs in alone, and is removed', async ({ page, context }) => {
  await fingerprintReader(context, page);
  const person = newPerson('Aiko', 'Tanaka');
  await register(page, person);
  await page.goto('/settings/security');
  const card = page.getByRole('region', { name: 'Passkeys' });
  await card.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/Please fill this in/);
  await dialog.getByLabel('Name').fill('Work laptop');
  await dialog.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(card.getByRole('listitem')).toHaveCount(1);

  await card.getByRole('button', { name: 'Rename: Work laptop' }).click();
  await page
    .getByRole('dialog', { name: 'Rename the passkey' })
    .getByRole('textbox', { name: 'Name' })
    .fill('Home laptop');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(card.getByRole('listitem')).toContainText('Home laptop');

  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await signOut(page);
  await fillSignIn(page, person);
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await page.goto('/settings/security');
  await expect(card.getByRole('listitem')).not.toContainText('not used yet');
  await card.getByRole('button', { name: 'Remove: Home laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(card.getByText('No passkey yet')).toBeVisible();
});

test('who signed in long ago shows once more who they are, and goes on where they were', async ({ page }) => {
  const person = newPerson('Noor', 'Haddad');
  await register(page, person);
  await page.goto('/settings/account');
  await longAgo(page, '**/api/v1/users/*');

  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByLabel('New email address').fill(`next.${person.email}`);
  await page.getByRole('button', { name: 'Send the link' }).click();
  const question = page.getByRole('dialog', { name: 'Is it you?' });
  await expect(question.getByLabel('Password', { exact: true })).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  const dialog = page.getByRole('dialog', { name: 'Change your address' });
  await expect(dialog.getByRole('alert')).toContainText('did not confirm');
  await expect(dialog.getByLabel('New email address')).toHaveValue(`next.${person.email}`);

  await longAgo(page, '**/api/v1/users/*');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await question.getByLabel('Password', { exact: true }).fill('Not-my-password-1');
  await question.getByRole('button', { name: 'Confirm' }).click();
  await expect(question.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/not your password/i);
  await question.getByLabel('Password', { exact: true }).fill(person.password);
  await question.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(`We have mailed a link to next.${person.email}`)).toBeVisible();
});

/** Answers the next change there once as the server does to someone whose sign-in is older than ten minutes. */
async function longAgo(page: Page, address: string): Promise<void> {
  const error = { code: 'REAUTHENTICATION_REQUIRED', message: 'Confirm that it is you: sign in again', details: [] };
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') return route.fallback();
    await page.unroute(address);
    return route.fulfill({ status: 403, json: { success: false, error, meta: {} } });
  });
}
