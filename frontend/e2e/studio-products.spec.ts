import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, newPerson, registerManager, signIn } from './support/people.ts';
import { png } from './support/pictures.ts';

const csv = (name: string, lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n') + '\r\n'),
});

test('a manager adds a product with a picture, and the shop shows it', async ({ page }) => {
  const word = newWord();
  await registerManager(page, newPerson('Ines', 'Duarte'));
  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByRole('link', { name: 'New product' }).click();
  await page.getByLabel('Name', { exact: true }).fill(`Lamp ${word}`);
  await page.getByRole('button', { name: 'Save product' }).click();
  await expect(page.getByLabel('Price', { exact: true })).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByLabel('SKU').fill(`LAMP-${word}`);
  await page.getByLabel('Price', { exact: true }).fill('1249.505');
  await page.getByRole('button', { name: 'Save product' }).click();
  await expect(page.getByLabel('Price', { exact: true })).toHaveAccessibleDescription(/at most 2 decimal places/);
  await page.getByLabel('Price', { exact: true }).fill('1249,50');
  await expect(page.getByText('Shown as $1,249.50')).toBeVisible();
  await page.getByLabel('In stock', { exact: true }).fill('4');
  await page.getByLabel('Description').fill('Warm light where you need it.');
  await page.getByRole('button', { name: 'Add an attribute' }).click();
  await page.getByLabel('Name of attribute 1').fill('Weight');
  await page.getByLabel('Value of attribute 1').fill('1.1 kg');

  await page.getByRole('button', { name: 'Add a picture' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a picture' });
  const chooser = page.waitForEvent('filechooser');
  await picker.getByRole('button', { name: 'Upload a new one' }).click();
  await (await chooser).setFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: png(640, 480) });
  await expect(picker).toHaveCount(0);
  await page.getByLabel('What picture 1 shows').fill('A lamp on a desk');
  await page.getByRole('button', { name: 'Save product' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Lamp ${word}` })).toBeVisible();

  await page.getByRole('link', { name: 'See it in the shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Lamp ${word}` })).toBeVisible();
  const picture = page.getByRole('img', { name: 'A lamp on a desk' }).first();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.goto(`/products?search=${word}`);
  await expect(page.getByRole('link', { name: `Lamp ${word}` })).toBeVisible();
});

test('what is not saved is not lost by leaving', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  const { id } = await shop.product({
    name: `Stool ${word}`,
    price: '80.00',
    stock: 3,
    category: await shop.category(word),
  });
  await signIn(page, admin());
  await page.goto(`/studio/products?search=${word}`);
  await page.getByRole('link', { name: `Stool ${word}` }).click();
  await page.getByLabel('Name', { exact: true }).fill(`Chair ${word}`);
  await page.getByRole('link', { name: 'All products' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Chair ${word}`);
  await page.evaluate(() => history.back());
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Chair ${word}`);
  await page.getByRole('link', { name: 'All products' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/studio\/products$/);
});

test('two people change one product: the second sees both states and chooses', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  const { id } = await shop.product({
    name: `Desk ${word}`,
    price: '400.00',
    stock: 9,
    category: await shop.category(word),
  });
  await signIn(page, admin());
  await page.goto(`/studio/products/${id}`);
  await page.getByLabel('Name', { exact: true }).fill(`Oak desk ${word}`);
  await page.getByLabel('Price', { exact: true }).fill('420.00');
  await shop.changeProduct(id, { name: `Standing desk ${word}`, stock: 5 });
  await page.getByRole('button', { name: 'Save changes' }).click();

  const conflict = page.getByRole('dialog', { name: 'Someone else has changed this product' });
  const name = conflict.getByRole('group', { name: /^Name/ });
  await expect(name).toContainText(`Oak desk ${word}`);
  await expect(name).toContainText(`Standing desk ${word}`);
  await expect(conflict.getByRole('group', { name: 'Price' }).getByRole('radio', { name: /^Yours/ })).toBeChecked();
  await expect(conflict.getByRole('group', { name: 'In stock' }).getByRole('radio', { name: /^Theirs/ })).toBeChecked();
  await name.getByRole('radio', { name: /^Theirs/ }).check();
  await conflict.getByRole('button', { name: 'Save my choice' }).click();
  await expect(page.getByText('The changes are saved')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: `Standing desk ${word}` })).toBeVisible();
  await expect(page.getByLabel('Price', { exact: true })).toHaveValue('420.00');
  await expect(page.getByLabel('In stock', { exact: true })).toHaveValue('5');
});

test('many products are taken out of the shop at once', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  const category = await shop.category(word);
  for (const kind of ['Cup', 'Plate', 'Bowl']) {
    await shop.product({ name: `${kind} ${word}`, price: '12.00', stock: 8, category });
  }
  await signIn(page, admin());
  await page.goto(`/studio/products?search=${word}`);
  const table = page.getByRole('table', { name: 'Products' });
  await expect(table.getByRole('link')).toHaveCount(3);
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
  await page.getByRole('checkbox', { name: `Choose Bowl ${word}` }).uncheck();
  await expect(page.getByText('2 chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const progress = page.getByRole('dialog', { name: 'Deactivating 2 products' });
  await expect(progress.getByText('All 2 are done')).toBeVisible();
  await progress.getByRole('button', { name: 'Close' }).last().click();
  await page.getByLabel('State').selectOption('Inactive');
  await expect(table.getByRole('link')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: 'Delete 2 products?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('All 2 are done')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('an import with a wrong row says which, and changes nothing; mended, it works, and comes out again', async ({
  page,
}) => {
  const word = newWord();
  await signIn(page, admin());
  await page.goto('/studio/products');
  await page.getByRole('link', { name: 'Import and export' }).click();
  const head = 'sku,name,price,currency,stock,attribute:Weight';
  const good = `A-${word},Spade ${word},24.00,USD,3,1.2 kg`;
  await send(page, csv('wrong.csv', [head, good, `B-${word},Rake ${word},twelve,USD,5,0.9 kg`]));
  await expect(page.getByText('Nothing was imported.')).toBeVisible();
  const row = page.getByRole('table', { name: 'Rows to mend' }).getByRole('row').nth(1);
  await expect(row).toContainText('price');
  await expect(row.getByRole('cell', { name: '3', exact: true })).toBeVisible();
  await page.goto(`/studio/products?search=${word}`);
  await expect(page.getByText('Nothing found')).toBeVisible();

  await page.getByRole('link', { name: 'Import and export' }).click();
  await expect(page.getByRole('list', { name: 'Imports' }).getByText('1 row to mend').first()).toBeVisible();
  await send(page, csv('right.csv', [head, good, `B-${word},Rake ${word},12.00,USD,5,0.9 kg`]));
  await expect(page.getByText('2 added, 0 changed')).toBeVisible();
  await page.goto(`/studio/products?search=${word}`);
  await expect(page.getByText('2 products', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export products' });
  await expect(dialog).toContainText('2 products');
  await dialog.getByRole('button', { name: 'Start the export' }).click();
  await expect(dialog.getByText('The file is ready.')).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('attribute:Weight');
  await dialog.getByRole('link', { name: 'All exports' }).click();
  await expect(page.getByRole('list', { name: 'Exports' }).getByText('2 products').first()).toBeVisible();
});

test('the shelves of the shop are added, moved and taken away', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  await shop.category(`Above ${word}`);
  await signIn(page, admin());
  await page.goto('/studio/categories');
  await page.getByRole('button', { name: `Actions for Above ${word}` }).click();
  await page.getByRole('menuitem', { name: 'Add one below' }).click();
  const dialog = page.getByRole('dialog', { name: 'New category' });
  await dialog.getByLabel('Name').fill(`Below ${word}`);
  await dialog.getByRole('button', { name: 'Add category' }).click();
  const above = page.getByRole('listitem').filter({ hasText: `Above ${word}` });
  await expect(above.getByRole('listitem').filter({ hasText: `Below ${word}` })).toBeVisible();
  await page.getByRole('button', { name: `Actions for Above ${word}` }).click();
  await expect(page.getByRole('menuitem', { name: /Delete/ })).toBeDisabled();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `Actions for Below ${word}` }).click();
  await page.getByRole('menuitem', { name: 'Edit or move' }).click();
  const edit = page.getByRole('dialog', { name: `Edit Below ${word}` });
  await edit.getByLabel('Name').fill(`Beside ${word}`);
  await edit.getByLabel('Below', { exact: true }).selectOption('At the top');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(above.getByRole('listitem')).toHaveCount(0);
  await page.getByRole('button', { name: `Actions for Beside ${word}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`Beside ${word} is deleted`)).toBeVisible();
});

/** Gives the page of imports a file, as a person who chooses it. */
async function send(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
  await expect(page).toHaveURL(/\/studio\/products\/imports\//);
}
