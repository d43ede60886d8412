import { expect, test } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';

const word = newWord();
const body = `It begins with the hands.

## What to look at

| What | Enough |
| --- | --- |
| Memory | 16 GB |

\`\`\`sh
$ upower -d | grep -E "energy-full|capacity"   # and a line that is far too long for any phone to show at once
\`\`\`

<script>document.title = 'taken over'</script>`;
let slug = '';
let id = '';

test.beforeAll(async ({ baseURL }) => {
  const keeper = await Shopkeeper.begin(baseURL);
  await keeper.article({ title: `Ein Stuhl ${word}`, excerpt: 'Kurz.', body, tags: [word], language: 'de' });
  await keeper.article({ title: `Oiling walnut ${word}`, excerpt: 'A rag.', body, tags: [word, 'care'] });
  ({ id, slug } = await keeper.article({ title: `Choosing tools ${word}`, excerpt: 'Slowly.', body, tags: [word] }));
});

test('an article is found, read, and leads to the next', async ({ page }) => {
  await page.goto('/articles');
  await expect(page.getByRole('heading', { level: 1, name: 'Articles' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search articles' }).fill(word);
  await expect(page.getByText('3 articles', { exact: true })).toBeVisible();
  await page.getByLabel('Language of the articles').selectOption('English');
  await expect(page.getByText('2 articles', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('2 articles', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: `Choosing tools ${word}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Choosing tools ${word}` })).toBeFocused();
  await expect(page).toHaveTitle(/^Choosing tools/);
  await expect(page.getByText(/\d+ min read/).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'What to look at' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '16 GB' })).toBeVisible();
  await page
    .getByRole('list', { name: 'Read next' })
    .getByRole('link', { name: `Oiling walnut ${word}` })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: `Oiling walnut ${word}` })).toBeFocused();

  await page.getByRole('article').getByRole('list', { name: 'Tags' }).getByRole('link', { name: word }).click();
  await expect(page).toHaveURL(new RegExp(`/articles\\?tag=${word}$`));
  await expect(page.getByText('3 articles', { exact: true })).toBeVisible();
});

test('long lines of code scroll by themselves, also on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/articles/${slug}`);
  const code = page.locator('pre');
  await code.waitFor();
  expect(await code.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test('an old address leads to the article, and the new one takes its place', async ({ page, baseURL }) => {
  const renamed = `chosen-with-care-${word}`;
  await (await Shopkeeper.begin(baseURL)).changeArticle(id, { slug: renamed });
  await page.goto('/articles');
  await page.goto(`/articles/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: `Choosing tools ${word}` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/articles/${renamed}$`));
  await page.goBack();
  await expect(page).toHaveURL(/\/articles$/);
  await page.goto(`/articles/nothing-${word}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This article is not here any more' })).toBeVisible();
});
