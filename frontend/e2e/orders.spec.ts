import { expect, test } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';
import { newPerson, register } from './support/people.ts';
import { orderCart, payWith, putInCart } from './support/shopping.ts';

const word = newWord();
let keeper: Shopkeeper;
let chair = '';

test.beforeAll(async ({ baseURL }) => {
  keeper = await Shopkeeper.begin(baseURL);
  const category = await keeper.category(`Chairs ${word}`);
  chair = (await keeper.product({ name: `Chair ${word}`, price: '80.00', stock: 50, category })).slug;
});

test('an order is followed from the payment to the parcel without a reload', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, chair);
  await orderCart(page);
  const id = page.url().split('/').at(-1)!;
  await page.goto(`/orders/${id}`);
  await expect(page.getByText('This order waits for your payment')).toBeVisible();
  await page.getByRole('link', { name: 'Pay now' }).click();
  await payWith(page, '4242 4242 4242 4242');
  await page.getByRole('link', { name: 'Follow your order' }).click({ timeout: 90_000 });
  const history = page.getByRole('region', { name: 'What has happened' });
  await expect(history).toContainText('Sending');
  await expect(page.getByRole('button', { name: 'Cancel the order' })).toHaveCount(0);
  await keeper.fulfil(id, 'TRACK-4711');
  await expect(page.getByText('TRACK-4711')).toBeVisible({ timeout: 60_000 });
  await expect(history).toContainText('Sent');
});

test('an order is canceled, and its list narrowed and searched', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, chair, 2);
  await orderCart(page);
  const id = page.url().split('/').at(-1)!;
  await page.goto(`/orders/${id}`);
  const number = /Order (\S+)/.exec(await page.getByRole('heading', { level: 1, name: /^Order / }).innerText())![1]!;
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page
    .getByRole('dialog', { name: 'Cancel this order?' })
    .getByRole('button', { name: 'Cancel the order' })
    .click();
  await expect(page.getByText('The order is canceled.')).toBeVisible();
  await expect(page.getByRole('main').getByText('Canceled', { exact: true }).first()).toBeVisible();

  // What was to be paid is not any more; the same can be ordered again.
  await page.goto(`/checkout/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This order was canceled' })).toBeVisible();
  await page.getByRole('button', { name: 'Put all of it in the cart again' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Products in your cart' })).toContainText('$160.00');

  await page.goto('/orders');
  await expect(page.getByText('1 order', { exact: true })).toBeVisible();
  await page.getByLabel('Orders of which kind').selectOption('Paid');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByLabel('Orders of which kind').selectOption('Canceled');
  await page.getByRole('searchbox', { name: 'Search by order number' }).fill(number.replace('-', '').toLowerCase());
  await page.getByRole('link', { name: `Order ${number}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeFocused();
});

test('the order of somebody else is no order', async ({ page, browser, baseURL }) => {
  await register(page, newPerson());
  await putInCart(page, chair);
  await orderCart(page);
  const path = new URL(page.url()).pathname;
  const other = await browser.newPage({ baseURL });
  await register(other, newPerson('Ada', 'Okafor'));
  await other.goto(path);
  await expect(other.getByRole('heading', { level: 1, name: 'There is no such order' })).toBeVisible();
  await other.goto(path.replace('/checkout/', '/orders/'));
  await expect(other.getByRole('heading', { level: 1, name: 'There is no such order' })).toBeVisible();
  await other.close();
});
