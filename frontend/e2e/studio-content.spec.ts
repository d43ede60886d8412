import { expect, test } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, newPerson, registerManager, signIn } from './support/people.ts';

const text = (word: string) => ({
  title: `Notes on ${word}`,
  excerpt: 'A few words.',
  body: `All about ${word}.`,
  tags: [word],
});

test('a manager publishes, plans and takes back what others have written', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  await shop.draft(text(word));
  await registerManager(page, newPerson('Ines', 'Duarte'));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'All articles' }).click();
  await page.getByLabel('Search articles').fill(word);
  const row = page.getByRole('table', { name: 'All articles' }).getByRole('row').filter({ hasText: word });
  await expect(row).toContainText('Draft');
  const act = async (item: string) => {
    await row.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await act('Publish later');
  const dialog = page.getByRole('dialog', { name: 'Publish later' });
  await dialog.getByLabel('Day and time').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog.getByLabel('Day and time')).toHaveAccessibleDescription(/in the future/);
  await dialog.getByLabel('Day and time').fill('2098-05-01T09:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(row).toContainText('Scheduled');

  await act('Publish now');
  await expect(row).toContainText('Published');
  await page.getByLabel('Status').selectOption('Published');
  await expect(page.getByText('1 article', { exact: true })).toBeVisible();
  await act('Read it');
  await expect(page.getByRole('heading', { level: 1, name: `Notes on ${word}` })).toBeVisible();
  await page.goBack();

  await act('Make it a draft again');
  await page.getByRole('dialog').getByRole('button', { name: 'Make it a draft again' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByLabel('Search articles').fill(word);
  await expect(row).toContainText('Draft');
  await act('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('an article of the list opens in the editor', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  const { id } = await shop.draft(text(word));
  await signIn(page, admin());
  await page.goto(`/studio/content?search=${word}`);
  await page.getByRole('link', { name: `Notes on ${word}` }).click();
  await expect(page).toHaveURL(new RegExp(`/content/${id}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
