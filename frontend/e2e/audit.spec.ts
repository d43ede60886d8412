import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { admin, newPerson, register, signIn } from './support/people.ts';

test('the trail shows what was changed, is filtered, verified and exported', async ({ page, browser }) => {
  const rosa = newPerson('Rosa', 'Blum');
  const hers = await (await browser.newContext()).newPage();
  await register(hers, rosa);
  await hers.goto('/profile');
  await hers.getByLabel('About me').fill('I bind books.');
  await hers.getByRole('button', { name: 'Save changes' }).click();
  await expect(hers.getByText('Your profile is saved')).toBeVisible();
  await hers.context().close();

  await signIn(page, admin());
  await page.getByRole('link', { name: 'Audit trail' }).click();
  const trail = page.getByRole('region', { name: 'Entries' });
  await page.getByRole('combobox', { name: 'What was done' }).selectOption('Changed a profile');
  await expect(page).toHaveURL(/action=profile.updated/);
  const entry = trail.getByRole('button', { name: /Rosa Blum changed a profile/ }).first();
  await entry.click();
  await expect(entry).toHaveAttribute('aria-expanded', 'true');
  await expect(trail.getByRole('row', { name: /bio/ })).toContainText('I bind books.');
  await expect(trail.getByText(/^req_/)).toBeVisible();

  await page.getByRole('combobox', { name: 'Person who acted' }).fill(rosa.email);
  await page.getByRole('option', { name: 'Rosa Blum' }).click();
  await expect(page).toHaveURL(/actor=/);
  await page.getByRole('combobox', { name: 'What was done' }).selectOption('Everything');
  await expect(trail.getByRole('button', { name: /Rosa Blum created an account/ })).toBeVisible();
  await expect(trail.getByRole('button', { name: /Ada/ })).toHaveCount(0);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('action');
  expect(lines.length).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The trail is whole')).toBeVisible();
});

test('more of the trail comes when one asks for it', async ({ page }) => {
  await signIn(page, admin());
  await page.goto('/studio/audit');
  const entries = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect(entries.first()).toBeVisible();
  const more = page.getByRole('button', { name: 'Load more' });
  const before = await entries.count();
  if (before === 40) {
    await more.click();
    await expect.poll(() => entries.count()).toBeGreaterThan(before);
  } else {
    await expect(page.getByText('That is all.')).toBeVisible();
  }
});
