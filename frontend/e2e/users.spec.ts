import { expect, test, type Page } from '@playwright/test';
import { linkFromMail } from './support/mailbox.ts';
import { admin, fillSignIn, newPerson, openUser, register, signIn } from './support/people.ts';

/** Chooses an item of the menu of a user's page, and says yes when asked once more. */
async function act(page: Page, item: string, confirm?: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions for this user' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  if (confirm) await page.getByRole('dialog').getByRole('button', { name: confirm }).click();
}

test('an administrator makes an account, whose owner chooses the password', async ({ page, browser }) => {
  const ines = newPerson('Ines', 'Duarte');
  await signIn(page, admin());
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(dialog.getByLabel('Email address')).toHaveAccessibleDescription('Please fill this in');
  await dialog.getByLabel('First name').fill(ines.firstName);
  await dialog.getByLabel('Last name').fill(ines.lastName);
  await dialog.getByLabel('Email address').fill(admin().email);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(dialog.getByLabel('Email address')).toHaveAccessibleDescription(/already an account/);
  await dialog.getByLabel('Email address').fill(ines.email);
  await dialog.getByLabel('Role').selectOption('Manager');
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ines Duarte' })).toBeVisible();

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(await linkFromMail(ines.email, '/reset-password'));
  await hers.getByLabel('New password', { exact: true }).fill(ines.password);
  await hers.getByRole('button', { name: 'Set new password' }).click();
  await expect(hers.getByText('Your new password is set.')).toBeVisible();
  await fillSignIn(hers, ines);
  await hers.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(hers.getByRole('table', { name: 'Users' })).toBeVisible();
  await expect(hers.getByRole('button', { name: 'New user' })).toHaveCount(0);
  await expect(hers.getByRole('link', { name: 'Audit trail' })).toHaveCount(0);
  await hers.context().close();
});

test('search, filters and sorting of the users stand in the address', async ({ page }) => {
  await signIn(page, admin());
  await page.goto('/studio/users');
  const table = page.getByRole('table', { name: 'Users' });
  await expect(table.getByRole('link').first()).toBeVisible();
  await page.getByLabel('Role').selectOption('Administrator');
  await expect(page).toHaveURL(/role=admin/);
  await page.getByRole('button', { name: 'Person' }).click();
  await expect(table.getByRole('columnheader', { name: 'Person' })).toHaveAttribute('aria-sort', 'ascending');
  await page.reload();
  await expect(page.getByLabel('Role')).toHaveValue('admin');
  await expect(table.getByRole('columnheader', { name: 'Person' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByLabel('Search by name or address').fill('nobody is called so');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(table.getByRole('link').first()).toBeVisible();
});

test('a deactivated person is out of another browser within a second', async ({ page, browser }) => {
  const leon = newPerson('Leon', 'Fischer');
  const his = await (await browser.newContext()).newPage();
  await register(his, leon);
  await signIn(page, admin());
  await openUser(page, leon);
  await act(page, 'Deactivate', 'Deactivate');
  await expect(page.getByText('Leon Fischer is deactivated and signed out everywhere')).toBeVisible();
  await his.waitForTimeout(1000);
  const refused = his.waitForResponse((response) => response.url().includes('/auth/me'));
  await his.getByRole('link', { name: 'Profile', exact: true }).click();
  expect((await refused).status()).toBeGreaterThanOrEqual(401);
  await expect(his).toHaveURL(/\/login/);
  await fillSignIn(his, leon);
  await expect(his.getByRole('alert')).toBeVisible();

  await act(page, 'Reactivate');
  await expect(page.getByText('Leon Fischer may sign in again')).toBeVisible();
  await fillSignIn(his, leon);
  await expect(his.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await his.context().close();
});

test('another role counts from the next request on', async ({ page, browser }) => {
  const nora = newPerson('Nora', 'Haugen');
  const hers = await (await browser.newContext()).newPage();
  await register(hers, nora);
  await expect(hers.getByRole('link', { name: 'Users', exact: true })).toHaveCount(0);
  await signIn(page, admin());
  await openUser(page, nora);
  await page.getByRole('button', { name: 'Change role' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /Manager/ })
    .check();
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByText('Nora Haugen now has the role Manager')).toBeVisible();
  await hers.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(hers.getByRole('link', { name: 'Users', exact: true })).toBeVisible();
  await hers.context().close();
});

test('acting in another name shows it on every page, and ends by stopping or reloading', async ({ page }) => {
  const sami = newPerson('Sami', 'Laine');
  await register(page, sami);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await signIn(page, admin());

  await openUser(page, sami);
  await act(page, 'Act as this user', 'Act as this user');
  const banner = page.getByRole('region', { name: 'Acting in another name' });
  await expect(banner).toContainText('You act as Sami Laine');
  await expect(banner).toContainText(/\d+ minutes left/);
  await expect(page.getByRole('heading', { level: 1, name: /Sami/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Users', exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'Teams', exact: true }).click();
  await expect(banner).toBeVisible();
  await banner.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sami Laine' })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText(admin().email);

  await act(page, 'Act as this user', 'Act as this user');
  await expect(banner).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText(admin().email);
  await expect(banner).toHaveCount(0);
});

test('what is not possible says why', async ({ page }) => {
  await signIn(page, admin());
  await page.goto('/studio/users');
  await page.getByLabel('Search by name or address').fill(admin().email);
  await expect(page.getByText('1 user', { exact: true })).toBeVisible();
  await page.getByRole('table', { name: 'Users' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'More actions for this user' }).click();
  await expect(page.getByRole('menuitem', { name: /Delete/ })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: /Delete/ })).toContainText('Not possible for your own account');
});
