import { expect, test } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, newPerson, register, signIn } from './support/people.ts';

const word = newWord();

test.beforeAll(async ({ baseURL }) => {
  const keeper = await Shopkeeper.begin(baseURL);
  const category = await keeper.category(`Kettles ${word}`);
  await keeper.product({ name: `Round kettle ${word}`, price: '89.00', stock: 9, category });
  await keeper.article({
    title: `The maker of the kettle ${word}`,
    excerpt: 'A morning in a workshop.',
    body: 'She bends steel for a living.',
    tags: ['makers'],
  });
});

test('read an article that the palette has found', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Find anything' }).click();
  const field = page.getByRole('combobox', { name: 'Find anything' });
  await field.pressSequentially(`kettle ${word}`);
  const articles = page.getByRole('group', { name: 'Articles' });
  await expect(articles.getByRole('option')).toHaveCount(1);
  await expect(articles.getByRole('option')).toHaveText(new RegExp(`The maker of the kettle ${word}`));
  await expect(articles.getByRole('option').locator('mark').first()).toHaveText('kettle');
  await expect(page.getByRole('group', { name: 'Products' }).getByRole('option')).toContainText('Round kettle');
  await page.keyboard.press('ArrowDown');
  await expect(articles.getByRole('option')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `The maker of the kettle ${word}` })).toBeFocused();
  await expect(page.getByText('She bends steel for a living.')).toBeVisible();

  await page.keyboard.press('Control+k');
  const recent = page.getByRole('group', { name: 'Recently opened' });
  await expect(recent.getByRole('option')).toHaveText([`The maker of the kettle ${word}`]);
  await field.fill(`${newWord()} ${newWord()}`);
  await expect(page.getByText('Nothing found for')).toBeVisible();
});

test('people are found by those who may see them', async ({ page, browser }) => {
  const livia = newPerson('Livia', `Marent${newWord()}`);
  const hers = await (await browser.newContext()).newPage();
  await register(hers, livia);
  await hers.keyboard.press('Control+k');
  const search = hers.waitForResponse((response) => response.url().includes('/api/v1/search'));
  await hers.getByRole('combobox', { name: 'Find anything' }).fill(livia.lastName);
  expect((await search).status()).toBe(200);
  await expect(hers.getByText('Nothing found for')).toBeVisible();
  await hers.context().close();

  await signIn(page, admin());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).fill(livia.lastName);
  await page.getByRole('group', { name: 'People' }).getByRole('option').click();
  await expect(page.getByRole('heading', { level: 1, name: `Livia ${livia.lastName}` })).toBeFocused();
});
