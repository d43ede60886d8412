import { expect, test } from '@playwright/test';
import { admin, newPerson, register, signIn } from './support/people.ts';

test('an administrator finds a mail and reads it as it was sent', async ({ page, browser }) => {
  const person = newPerson('Grace', 'Lindqvist');
  const other = await (await browser.newContext()).newPage();
  await register(other, person);
  await other.context().close();

  await signIn(page, admin());
  await page.getByRole('link', { name: 'Mails', exact: true }).click();
  await page.getByLabel('Search by recipient or subject').fill(person.email);
  const mails = page.getByRole('list', { name: 'Sent mails' }).getByRole('link');
  await expect(mails).toHaveCount(1);
  await expect(page).toHaveURL(/search=/);
  await mails.first().click();

  const mail = page.frameLocator('iframe[title^="Mail:"]');
  await expect(mail.getByRole('link').first()).toHaveAttribute('href', /\/verify-email\?token=/);
  await expect(page.getByTitle(/^Mail:/)).toHaveAttribute('sandbox', /^(?!.*allow-scripts)/);
  await page.getByText('As text').click();
  await expect(page.getByText(/\/verify-email\?token=/)).toBeVisible();

  await page.getByText('Failed', { exact: true }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Show all mails' }).click();
  await expect(mails.first()).toBeVisible();
});

test('a member sees no studio, and is told so by its address', async ({ page }) => {
  await register(page, newPerson());
  await expect(page.getByRole('link', { name: 'Mails' })).toHaveCount(0);
  await page.goto('/studio/mails');
  await expect(page.getByRole('heading', { name: 'This room is for administrators' })).toBeVisible();
});
