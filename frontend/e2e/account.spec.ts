import { expect, test } from '@playwright/test';
import { linkFromMail } from './support/mailbox.ts';
import { fillSignIn, newPerson, register, signIn } from './support/people.ts';

test('from registration to signing out', async ({ page }) => {
  const mina = newPerson('Mina', 'Kolari');
  await register(page, mina);
  await expect(page.getByText('Unconfirmed')).toBeVisible();

  await page.goto(await linkFromMail(mina.email, '/verify-email'));
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to your overview' }).click();
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeFocused();
  await page.getByLabel('Last name').fill('Kolari-Berg');
  await page.getByLabel('About me').fill('I repair bicycles and write about it.');
  await page.getByLabel('Phone number').fill('+49 30 1234567');
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByRole('button', { name: 'Use Europe/Berlin' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Your profile is saved')).toBeVisible();
  await expect(page.getByText('Your profile is complete.')).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('About me')).toHaveValue('I repair bicycles and write about it.');
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText('Mina Kolari-Berg');

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Security' }).click();
  const sessions = page.getByRole('region', { name: 'Signed-in devices' }).getByRole('listitem');
  await expect(sessions).toHaveCount(1);
  await expect(sessions.first()).toContainText('This device');

  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/login\?returnTo=%2Fdashboard$/);
});

test('a forgotten password is replaced by a mailed link, once', async ({ page }) => {
  const tomas = newPerson('Tomas', 'Ortega');
  await register(page, tomas);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeFocused();
  await page.getByLabel('Email address').fill(tomas.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();

  const link = await linkFromMail(tomas.email, '/reset-password');
  const password = `${tomas.password}-New`;
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();

  await fillSignIn(page, { email: tomas.email, password: tomas.password });
  await expect(page.getByRole('alert')).toContainText('is not right');
  await fillSignIn(page, { email: tomas.email, password });
  await expect(page).toHaveURL(/\/dashboard$/);

  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(`${password}-Again`);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
});

test('a changed password signs in, and ends the other sessions', async ({ page, browser }) => {
  const efua = newPerson('Efua', 'Nkrumah');
  await register(page, efua);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, efua);

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change your password' });
  await dialog.getByLabel('Current password').fill(efua.password);
  await dialog.getByLabel('New password', { exact: true }).fill(`${efua.password}-New`);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(page.getByText('You are signed in on this device only.')).toBeVisible();

  await elsewhere.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(elsewhere).toHaveURL(/\/login/);
  await elsewhere.context().close();
});
