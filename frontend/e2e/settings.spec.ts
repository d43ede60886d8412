import { expect, test } from '@playwright/test';
import { linkFromMail } from './support/mailbox.ts';
import { fillSignIn, newPerson, register, signOut } from './support/people.ts';

test('name and picture change wherever one is shown', async ({ page }) => {
  await register(page, newPerson('Mina', 'Kolari'));
  await page.goto('/settings/account');
  await page.getByLabel('Last name').fill('K');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Last name')).toHaveAccessibleDescription('Please use 2 to 50 characters');
  await page.getByLabel('Last name').fill('Kolari-Berg');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText('Mina Kolari-Berg');

  const choose = page.locator('input[type=file]');
  await choose.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert')).toContainText('not a JPEG, PNG, WebP or GIF');
  await choose.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert')).toContainText('cannot be read');

  const picture = await page.getByRole('button', { name: 'Your account' }).screenshot();
  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('dialog').getByRole('button', { name: 'Use this picture' }).click();
  await expect(page.getByText('Your picture is saved')).toBeVisible();
  const shown = page.getByRole('button', { name: 'Your account' }).locator('img');
  await expect(shown).toHaveAttribute('src', /\/avatars\//);
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Remove the picture' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the picture' }).click();
  await expect(shown).toHaveCount(0);
});

test('a new address counts from the moment its mail is answered', async ({ page }) => {
  const person = newPerson('Tomas', 'Ortega');
  const next = newPerson('Tomas', 'Nuevo').email;
  await register(page, person);
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByLabel('New email address').fill(person.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByLabel('New email address')).toHaveAccessibleDescription('This is your address already');
  await page.getByLabel('New email address').fill(next);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`We have mailed a link to ${next}`)).toBeVisible();
  await page.getByRole('button', { name: 'Understood' }).click();
  await expect(page.getByRole('region', { name: 'Email address' })).toContainText(person.email);

  await page.goto(await linkFromMail(next, '/verify-email'));
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await page.goto('/settings/account');
  await expect(page.getByRole('region', { name: 'Email address' })).toContainText(next);
  await signOut(page);
  await fillSignIn(page, { ...person, email: next });
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('a key opens what it may, until it is revoked', async ({ page, request }) => {
  await register(page, newPerson('Kofi', 'Mensah'));
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  const form = page.getByRole('dialog', { name: 'Create an API key' });
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/Please fill this in/);
  await expect(form.getByRole('group', { name: 'What it may do' })).toHaveAccessibleDescription(/at least one/);
  await form.getByRole('textbox', { name: 'Name' }).fill('Nightly report');
  await form.getByRole('checkbox', { name: /account:use/ }).check();
  await form.getByRole('button', { name: 'Create key' }).click();

  const shown = page.getByRole('dialog', { name: 'Here is your key' });
  const key = await shown.getByRole('group', { name: 'API key' }).locator('code').textContent();
  expect(key).toMatch(/^gw_\w{8}_/);
  await page.keyboard.press('Escape');
  await expect(shown).toBeVisible();
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  await expect(shown).toBeHidden();

  const row = page.getByRole('list', { name: 'Your API keys' }).getByRole('listitem');
  await expect(row).toContainText('Nightly report');
  await expect(row).not.toContainText(key!);
  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get('/api/v1/auth/me', { headers })).status()).toBe(200);
  expect((await request.get('/api/v1/api-keys', { headers })).status()).toBe(403);

  await row.getByRole('button', { name: 'Revoke: Nightly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByText('No keys yet')).toBeVisible();
  expect((await request.get('/api/v1/auth/me', { headers })).status()).toBe(401);
});

test('what is kept about one can be taken along, and its erasure taken back', async ({ page }) => {
  const person = newPerson('Efua', 'Nkrumah');
  await register(page, person);
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Request an export' }).click();
  const exported = page.getByRole('list', { name: 'Your exports' }).getByRole('listitem');
  await expect(exported.getByText('Ready', { exact: true })).toBeVisible({ timeout: 90_000 });
  const downloading = page.waitForEvent('download');
  await exported.getByRole('link', { name: /^Download the export/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  expect(await download.failure()).toBeNull();

  await page.getByRole('button', { name: 'Erase my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase your account?' });
  await dialog.getByLabel(/^Type/).fill('someone@example.com');
  await dialog.getByRole('button', { name: 'Erase in fourteen days' }).click();
  await expect(dialog.getByLabel(/^Type/)).toHaveAccessibleDescription('This is not your address');
  await dialog.getByLabel(/^Type/).fill(person.email);
  await dialog.getByRole('button', { name: 'Erase in fourteen days' }).click();
  await expect(page.getByText(/^Your account is erased on/)).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page.getByRole('button', { name: 'Erase my account' })).toBeVisible();
});
