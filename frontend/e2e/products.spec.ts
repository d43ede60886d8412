import { expect, test, type Page } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';

const word = newWord();
let electronics = '';

test.beforeAll(async ({ baseURL }) => {
  const keeper = await Shopkeeper.begin(baseURL);
  electronics = `Machines ${word}`;
  const parent = await keeper.category(electronics);
  const laptops = await keeper.category(`Laptops ${word}`, parent);
  const bags = await keeper.category(`Bags ${word}`);
  const goods = [
    { name: `Meadow laptop ${word}`, price: '1249.00', stock: 4, category: laptops, attributes: { Memory: '16 GB' } },
    { name: `Harbor laptop ${word}`, price: '1899.00', stock: 0, category: laptops },
    { name: `Summit laptop ${word}`, price: '2600.00', stock: 8, category: laptops },
    { name: `Pebble laptop ${word}`, price: '299.00', stock: 12, category: laptops },
    { name: `Reading lamp ${word}`, price: '700.00', stock: 3, category: parent },
    { name: `Sleeve for a laptop ${word}`, price: '600.00', stock: 30, category: bags },
  ];
  for (const good of goods) await keeper.product(good);
});

const names = (page: Page) => page.getByRole('list', { name: 'Products' }).getByRole('heading', { level: 2 });

test('find a laptop between 500 and 2000 in stock', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeFocused();
  await page.getByRole('searchbox', { name: 'Search products' }).fill(`laptop ${word}`);
  await expect(page.getByText('5 products', { exact: true })).toBeVisible();
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: electronics }).click();
  await expect(page.getByText('4 products', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Lowest price' }).fill('500');
  await page.getByRole('textbox', { name: 'Highest price' }).fill('2000');
  await expect(page.getByText('2 products', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'In stock' }).check();
  await expect(page.getByText('1 product', { exact: true })).toBeVisible();
  await expect(names(page)).toHaveText([`Meadow laptop ${word}`]);

  await page.getByRole('link', { name: `Meadow laptop ${word}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Meadow laptop ${word}` })).toBeFocused();
  await expect(page.getByText('US$1,249.00').or(page.getByText('$1,249.00')).first()).toBeVisible();
  await expect(page.getByText('Only 4 left').first()).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '16 GB' })).toBeVisible();
  const path = page.getByRole('navigation', { name: 'Where you are' });
  await expect(path.getByRole('link')).toHaveText(['Products', electronics, `Laptops ${word}`]);
  const others = page.getByRole('list', { name: `More from Laptops ${word}` });
  await expect(others.getByRole('heading')).toHaveCount(3);
});

test('filters survive a reload and the way back, and go one by one', async ({ page }) => {
  await page.goto('/products');
  await page.getByRole('searchbox', { name: 'Search products' }).fill(word);
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: electronics }).click();
  await page.getByRole('checkbox', { name: 'In stock' }).check();
  await page.getByLabel('Sort by').selectOption('Price: high to low');
  const sorted = ['Summit laptop', 'Meadow laptop', 'Reading lamp', 'Pebble laptop'].map((name) => `${name} ${word}`);
  await expect(names(page)).toHaveText(sorted);
  await page.reload();
  await expect(names(page)).toHaveText(sorted);
  await expect(page.getByRole('searchbox', { name: 'Search products' })).toHaveValue(word);
  await expect(page.getByRole('checkbox', { name: 'In stock' })).toBeChecked();

  await page.getByRole('link', { name: `Summit laptop ${word}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Summit laptop ${word}` })).toBeVisible();
  await page.goBack();
  await expect(names(page)).toHaveText(sorted);

  await page.getByRole('button', { name: 'Remove the filter In stock' }).click();
  await expect(page.getByText('5 products', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('checkbox', { name: 'In stock' })).toBeChecked();
  await expect(names(page)).toHaveText(sorted);
});

test('what nothing fits offers the way out', async ({ page }) => {
  await page.goto(`/products?search=${word}&priceMin=9000`);
  await expect(page.getByText('Nothing fits')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Lowest price' })).toHaveValue('9000');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(names(page).first()).toBeVisible();
  await expect(page).toHaveURL(/\/products$/);
  await page.goto(`/products/no-such-thing-${word}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This product is not here any more' })).toBeVisible();
  await page.getByRole('link', { name: 'See all products' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeFocused();
});

test('on a phone the filters stand in a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/products?search=${word}`);
  await page.getByRole('button', { name: 'Filters' }).click();
  const drawer = page.getByRole('dialog', { name: 'Filters' });
  await drawer.getByRole('checkbox', { name: 'In stock' }).check();
  await drawer.getByRole('button', { name: 'Show 5 products' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(names(page)).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Filters, 1 in use' })).toBeFocused();
});
