import { expect, test } from '@playwright/test';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, signIn } from './support/people.ts';
import { Buyer } from './support/trade.ts';

// Payments are told of by jobs, one after the other.
test.setTimeout(240_000);

test('an administrator refunds half; the order shows it and the books balance', async ({ page, baseURL }) => {
  const word = newWord();
  const shop = await Shopkeeper.begin(baseURL);
  const vase = await shop.product({
    name: `Vase ${word}`,
    price: '50.00',
    stock: 5,
    category: await shop.category(word),
  });
  const buyer = await Buyer.begin(baseURL);
  const order = await buyer.paidOrder(vase.id, 2);

  await signIn(page, admin());
  await page.goto('/studio/orders');
  await page.getByLabel('Search by number, name or address').fill(order.number.replace('-', '').toLowerCase());
  await expect(page.getByText('1 order', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: order.number }).click();
  await expect(page.getByRole('heading', { level: 1, name: order.number })).toBeFocused();
  const payments = page.getByRole('list', { name: 'Payments' });
  await expect(payments).toContainText('Visa ···· 4242');
  await payments.getByRole('link').click();

  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Refund' });
  await dialog.getByLabel('Amount').fill('1000');
  await dialog.getByRole('button', { name: /^Refund/ }).click();
  await expect(dialog.getByLabel('Amount')).toHaveAccessibleDescription(/No more than/);
  await dialog.getByLabel('Amount').fill('54,00');
  await dialog.getByLabel('Reason').fill('One came broken');
  await dialog.getByRole('button', { name: 'Refund $54.00' }).click();
  await expect(page.getByText('$54.00 go back')).toBeVisible();
  const refunds = page.getByRole('list', { name: 'Refunds' });
  await expect(refunds).toContainText('Paid back');
  await expect(refunds).toContainText('One came broken');
  // The provider tells of it once more, when it sees fit.
  await expect(page.getByRole('link', { name: 'charge.refunded' })).toBeVisible({ timeout: 100_000 });

  await page.getByRole('link', { name: `Order ${order.number}` }).click();
  await expect(page.getByText('Refunded in part').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Items' })).toContainText('-$54.00');
  await expect(page.getByRole('table', { name: 'In the books' })).toContainText('Refunded');

  await page.goto('/studio/ledger');
  const balances = page.getByRole('table', { name: 'Balances' });
  await expect(page.getByText('In balance', { exact: true })).toBeVisible();
  await expect(balances.getByRole('row', { name: /^Sum/ })).toContainText('$0.00');
  await page.getByLabel('Search by order or reference').fill(order.number);
  await expect(
    page.getByRole('table', { name: 'Entries' }).getByRole('link', { name: order.number }).first(),
  ).toBeVisible();
});
