import { expect, type Page } from '@playwright/test';

/** Fills in the address of the checkout, which is on screen. */
export async function fillAddress(page: Page, name = 'Mina Kolari'): Promise<void> {
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Street and house number').fill('Harbor Street 7');
  await page.getByLabel('Postal code').fill('00160');
  await page.getByLabel('City').fill('Helsinki');
  await page.getByLabel('Country').selectOption('FI');
}

/** Puts a product in the cart from its own page; ends there. */
export async function putInCart(page: Page, slug: string, quantity = 1): Promise<void> {
  await page.goto(`/products/${slug}`);
  if (quantity > 1) await page.getByLabel('Quantity', { exact: true }).fill(String(quantity));
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText(/ in your cart\./)).toBeVisible();
}

/** Goes from a cart that has something in it to the payment, signed in. */
export async function orderCart(page: Page): Promise<void> {
  await page.goto('/checkout');
  await fillAddress(page);
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'How would you like to pay?' })).toBeFocused();
}

/** Chooses one of the sandbox's cards, and pays. */
export async function payWith(page: Page, number: string): Promise<void> {
  await page
    .getByRole('list', { name: 'Cards to try' })
    .getByRole('button', { name: `Fill in ${number}` })
    .click();
  await expect(page.getByLabel('Card number')).toHaveValue(number);
  await page.getByRole('button', { name: /^Pay / }).click();
}
