import { expect, test, type Page } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, fillSignIn, newPerson, register, signIn, signOut } from './support/people.ts';
import { fillAddress, orderCart, payWith, putInCart } from './support/shopping.ts';

const word = newWord();
const lamp = { id: '', slug: '' };
let keeper: Shopkeeper;

test.beforeAll(async ({ baseURL }) => {
  keeper = await Shopkeeper.begin(baseURL);
  const category = await keeper.category(`Lights ${word}`);
  Object.assign(lamp, await keeper.product({ name: `Lamp ${word}`, price: '12.50', stock: 500, category }));
});

const thanks = (page: Page, name = 'Mina') => page.getByRole('heading', { level: 1, name: `Thank you, ${name}` });

test('product → cart → checkout → paid → receipt in the outbox', async ({ page, browser, baseURL }) => {
  const person = newPerson();
  await register(page, person);
  await page.goto(`/products?search=${word}`);
  await page.getByRole('button', { name: `Add Lamp ${word} to the cart` }).click();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await page.getByRole('link', { name: `Lamp ${word}`, exact: true }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'Go to the cart' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeFocused();
  const line = page.getByRole('list', { name: 'Products in your cart' }).getByRole('listitem');
  await expect(line).toContainText('$25.00');
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await fillAddress(page);
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByRole('link', { name: 'Cart, empty' })).toBeVisible();
  await expect(page.getByText('Tax, 8 %')).toBeVisible();
  await payWith(page, '4242 4242 4242 4242');
  await expect(thanks(page)).toBeFocused({ timeout: 60_000 });
  const paid = await page.getByText(/^Order \S+ is paid\./).innerText();
  const number = /Order (\S+) is paid/.exec(paid)![1]!;

  await page.getByRole('link', { name: 'Follow your order' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeFocused();
  await expect(page.getByText('ending in 4242')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Receipt' }).click();
  expect((await download).suggestedFilename()).toBe(`receipt-${number}.pdf`);

  const other = await browser.newPage({ baseURL });
  await signIn(other, admin());
  await other.goto('/studio/mails');
  await other.getByRole('searchbox').fill(person.email);
  await expect(other.getByRole('list', { name: 'Sent mails' })).toContainText(number, { timeout: 60_000 });
  await other.close();
});

test('a declined card is told at its field, and another card pays', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await orderCart(page);
  await payWith(page, '4000 0000 0000 9995');
  const field = page.getByLabel('Card number');
  await expect(page.getByText('There is not enough money on this card.')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('4000 0000 0000 9995');
  await field.fill('4242 4242 4242 4241');
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(page.getByText('This is no card number.')).toBeVisible();
  await payWith(page, '5555 5555 5555 4444');
  await expect(thanks(page)).toBeVisible({ timeout: 60_000 });
});

test('a bank that asks: refused, then approved', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await orderCart(page);
  await payWith(page, '4000 0025 0000 3155');
  const dialog = page.getByRole('dialog', { name: 'Your bank asks' });
  await expect(dialog).toContainText('$13.50');
  await dialog.getByRole('button', { name: 'No, refuse' }).click();
  await expect(page.getByText('You refused at your bank.')).toBeVisible();
  await expect(page.getByLabel('Card number')).toHaveValue('4000 0025 0000 3155');
  await expect(page.getByLabel('Card number')).toBeFocused();
  // The provider's news tell no more than the second: of the same one, a refusal counts as what came last.
  await page.waitForTimeout(1_100);
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(dialog).toBeVisible();
  // What the bank has asked is still open after the page was loaded anew.
  await page.reload();
  await page.getByRole('button', { name: 'Yes, it is me' }).click();
  await expect(thanks(page)).toBeVisible({ timeout: 60_000 });
});

test('a payment that takes its time is waited for', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await orderCart(page);
  await payWith(page, '4000 0000 0000 0077');
  await expect(page.getByText('Your bank is at work')).toBeVisible();
  await expect(thanks(page)).toBeVisible({ timeout: 60_000 });
});

test('the last one is gone before it is ordered: said at its line, and the cart follows', async ({ page }) => {
  const category = await keeper.category(`Rare ${word}`);
  const clock = await keeper.product({ name: `Clock ${word}`, price: '90.00', stock: 3, category });
  const vase = await keeper.product({ name: `Vase ${word}`, price: '30.00', stock: 1, category });
  await register(page, newPerson());
  await putInCart(page, clock.slug, 3);
  await putInCart(page, vase.slug);
  await page.goto('/checkout');
  await fillAddress(page);
  await keeper.changeProduct(clock.id, { stock: 2 });
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByText('Only 2 left, you wanted 3')).toBeVisible();
  await keeper.changeProduct(vase.id, { stock: 0 });
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByText('Sold out meanwhile.')).toBeVisible();
  await expect(page.getByLabel('City')).toHaveValue('Helsinki');
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByRole('heading', { name: 'How would you like to pay?' })).toBeVisible();
  await expect(page.getByText('$194.40').first()).toBeVisible();
});

test('an order whose answer was lost is not placed twice', async ({ page }) => {
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await page.goto('/checkout');
  await fillAddress(page);
  let lost = 0;
  await page.route('**/api/v1/orders', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByRole('heading', { name: 'How would you like to pay?' })).toBeVisible();
  expect(lost).toBe(1);
  await page.goto('/orders');
  await expect(page.getByText('1 order', { exact: true })).toBeVisible();
});

test('without a connection it is said that nothing was paid, and nothing is paid later', async ({ page, context }) => {
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await orderCart(page);
  await expect(page.getByLabel('Card number')).toBeVisible();
  await context.setOffline(true);
  await payWith(page, '4242 4242 4242 4242');
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await context.setOffline(false);
  // The order is looked at again as soon as there is a connection.
  await page.waitForResponse((response) => response.url().includes('/api/v1/orders/'));
  expect(sent.filter((url) => url.includes('/sandbox-confirmation'))).toEqual([]);
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(thanks(page)).toBeVisible({ timeout: 60_000 });
});

test('a price that has changed since the cart was shown is told before one pays', async ({ page }) => {
  const category = await keeper.category(`Dearer ${word}`);
  const stool = await keeper.product({ name: `Stool ${word}`, price: '40.00', stock: 5, category });
  await register(page, newPerson());
  await putInCart(page, stool.slug);
  await page.goto('/checkout');
  await fillAddress(page);
  await keeper.changeProduct(stool.id, { price: '55.00' });
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByText(`Stool ${word} costs $55.00 now, not $40.00.`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`Stool ${word} costs $55.00 now, not $40.00.`)).toBeVisible();
});

test('the cart survives reloads, the sign-in and other tabs', async ({ page, context }) => {
  const person = newPerson();
  await register(page, person);
  await signOut(page);
  await putInCart(page, lamp.slug, 2);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  const other = await context.newPage();
  await other.goto('/cart');
  const lines = page.getByRole('list', { name: 'Products in your cart' });
  await page.goto('/cart');
  await other.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('textbox', { name: 'Quantity' })).toHaveValue('3');
  await page.getByRole('button', { name: `Remove Lamp ${word}` }).click();
  await expect(other.getByText('Nothing in it yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lines).toContainText('$37.50');
  await other.close();
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await expect(page).toHaveURL(/\/login\?returnTo=%2Fcheckout$/);
  await fillSignIn(page, person);
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByRole('list', { name: 'Your order', exact: true })).toContainText(`3 × Lamp ${word}`);
});

test('prices in two currencies are two orders', async ({ page }) => {
  const category = await keeper.category(`Abroad ${word}`);
  const kettle = await keeper.product({ name: `Kettle ${word}`, price: '40.00', stock: 5, category, currency: 'EUR' });
  await register(page, newPerson());
  await putInCart(page, lamp.slug);
  await putInCart(page, kettle.slug);
  await page.goto('/cart');
  await expect(page.getByText('An order has one currency')).toBeVisible();
  await page.getByRole('link', { name: 'Order what costs EUR' }).click();
  await fillAddress(page);
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByText('€43.20').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
});

test('through the checkout by the keyboard alone', async ({ page }) => {
  await register(page, newPerson());
  await page.goto(`/products/${lamp.slug}`);
  await press(page, page.getByRole('button', { name: 'Add to cart' }));
  await press(page, page.getByRole('link', { name: 'Go to the cart' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeFocused();
  await press(page, page.getByRole('link', { name: 'Go to checkout' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Where should it go?' })).toBeFocused();
  await type(page, 'Full name', 'Mina Kolari');
  await type(page, 'Street and house number', 'Harbor Street 7');
  await type(page, 'Postal code', '00160');
  await type(page, 'City', 'Helsinki');
  await reach(page, page.getByLabel('Country'));
  await page.keyboard.type('Finland');
  await press(page, page.getByRole('button', { name: 'Order and go to payment' }));
  await expect(page.getByRole('heading', { level: 1, name: 'How would you like to pay?' })).toBeFocused();
  await type(page, 'Card number', '4242424242424242');
  await expect(page.getByLabel('Card number')).toHaveValue('4242 4242 4242 4242');
  await type(page, 'Good until', '1230');
  await type(page, 'Security code', '123');
  await page.keyboard.press('Enter');
  await expect(thanks(page)).toBeFocused({ timeout: 60_000 });
});

/** Goes to a place with the Tab key, as far as it takes. */
async function reach(page: Page, target: ReturnType<Page['getByRole']>) {
  await target.waitFor();
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there');
}

async function press(page: Page, target: ReturnType<Page['getByRole']>) {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string) {
  await reach(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}
