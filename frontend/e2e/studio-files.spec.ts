import { expect, test } from '@playwright/test';
import { newWord } from './support/goods.ts';
import { admin, newPerson, register, registerManager, signIn } from './support/people.ts';

test('an administrator finds a file of someone else, looks at it and deletes it', async ({ page, browser }) => {
  const word = newWord();
  const rosa = newPerson('Rosa', `Blum${word}`);
  const hers = await (await browser.newContext()).newPage();
  await register(hers, rosa);
  await hers.goto('/files');
  const chooser = hers.waitForEvent('filechooser');
  await hers
    .getByRole('button', { name: /^Upload/ })
    .first()
    .click();
  await (
    await chooser
  ).setFiles([
    { name: `${word}-one.txt`, mimeType: 'text/plain', buffer: Buffer.from('Remember the rope.\n') },
    { name: `${word}-two.txt`, mimeType: 'text/plain', buffer: Buffer.from('Remember the milk.\n') },
  ]);
  await expect(hers.getByText('2 files are uploaded')).toBeVisible();
  await hers.context().close();

  await signIn(page, admin());
  await page.getByRole('link', { name: 'All files' }).click();
  await expect(page.getByRole('region', { name: 'Files by kind' }).getByText('Documents')).toBeVisible();
  await page.getByRole('combobox', { name: 'Owner' }).fill(rosa.email);
  await page.getByRole('option', { name: `Rosa Blum${word}` }).click();
  await expect(page.getByText('2 files', { exact: true })).toBeVisible();
  const table = page.getByRole('table', { name: 'All files' });
  await expect(table.getByRole('row').nth(1)).toContainText(`Rosa Blum${word}`);
  await table.getByRole('button', { name: `${word}-one.txt` }).click();
  const panel = page.getByRole('dialog', { name: `${word}-one.txt` });
  await expect(panel.getByText('text/plain')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: 'Delete 2 files?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('All 2 are done')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('a manager has no room with the files of others', async ({ page }) => {
  await registerManager(page, newPerson('Ines', 'Duarte'));
  await expect(page.getByRole('link', { name: 'Products', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'All files' })).toHaveCount(0);
  await page.goto('/studio/files');
  await expect(page.getByRole('heading', { name: 'This room is for administrators' })).toBeVisible();
});
