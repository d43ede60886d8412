import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, newPerson, registerManager, signIn } from './support/people.ts';
import { Buyer } from './support/trade.ts';

// Payments are told of by jobs, one after the other.
test.setTimeout(240_000);

test('paid orders are fulfilled by the dozen, one that waits is left out, and all come out as CSV', async ({
  page,
  baseURL,
}) => {
  const word = newWord();
  const shop = await Shopkeeper.begin(baseURL);
  const cup = await shop.product({
    name: `Cup ${word}`,
    price: '12.00',
    stock: 9,
    category: await shop.category(word),
  });
  const buyer = await Buyer.begin(baseURL);
  const paid = [await buyer.paidOrder(cup.id), await buyer.paidOrder(cup.id, 2)];
  const waiting = await buyer.order(cup.id);

  await registerManager(page, newPerson('Ines', 'Prado'));
  await page.goto(`/studio/orders?search=${buyer.person.email}`);
  await expect(page.getByText('3 orders', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
  await page.getByRole('button', { name: 'Mark as fulfilled' }).click();
  const confirm = page.getByRole('dialog', { name: 'Mark 2 orders as fulfilled?' });
  await expect(confirm).toContainText('One of the chosen is not paid');
  await confirm.getByRole('button', { name: 'Mark as fulfilled' }).click();
  const progress = page.getByRole('dialog', { name: 'Fulfilling 2 orders' });
  await expect(progress).toContainText('All 2 are done');
  await progress.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('1 chosen')).toBeVisible();

  await page.getByRole('combobox', { name: 'Status' }).selectOption('Fulfilled');
  await expect(page.getByText('2 orders', { exact: true })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('Number,Status,Customer');
  for (const { number } of paid) expect(lines.some((line) => line.startsWith(number))).toBe(true);
  expect(lines.join()).not.toContain(waiting.number);
});

test('an order is sent with its tracking number; another that is paid is canceled, and the money goes back', async ({
  page,
  baseURL,
}) => {
  const word = newWord();
  const shop = await Shopkeeper.begin(baseURL);
  const jug = await shop.product({
    name: `Jug ${word}`,
    price: '30.00',
    stock: 4,
    category: await shop.category(word),
  });
  const buyer = await Buyer.begin(baseURL);
  const [sent, unwanted] = [await buyer.paidOrder(jug.id), await buyer.paidOrder(jug.id)];

  await signIn(page, admin());
  await page.goto(`/studio/orders/${sent.id}`);
  await page.getByRole('button', { name: 'Fulfil' }).click();
  await page.getByRole('dialog').getByLabel('Tracking number').fill(`PT-${word}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as fulfilled' }).click();
  await expect(page.getByText(`${sent.number} is fulfilled`)).toBeVisible();
  await expect(page.getByText(`PT-${word}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fulfil' })).toHaveCount(0);

  await page.goto(`/studio/orders/${unwanted.id}`);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel ${unwanted.number}?` });
  await expect(dialog).toContainText('go back to the customer');
  await dialog.getByLabel('Reason').fill('Ordered twice');
  await dialog.getByRole('button', { name: 'Cancel and refund' }).click();
  await expect(page.getByText(`${unwanted.number} is canceled`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Ordered twice');
  await expect(page.getByRole('list', { name: 'Payments' })).toContainText('Refunded', { timeout: 60_000 });
});

test('an event of the provider is looked at and processed again, without a second effect', async ({
  page,
  baseURL,
}) => {
  const word = newWord();
  const shop = await Shopkeeper.begin(baseURL);
  const bowl = await shop.product({
    name: `Bowl ${word}`,
    price: '9.00',
    stock: 3,
    category: await shop.category(word),
  });
  const order = await (await Buyer.begin(baseURL)).paidOrder(bowl.id);

  await signIn(page, admin());
  await page.goto(`/studio/orders/${order.id}`);
  await page.getByRole('list', { name: 'Payments' }).getByRole('link').click();
  await page.getByRole('link', { name: 'payment_intent.succeeded' }).first().click();
  const panel = page.getByRole('dialog', { name: 'payment_intent.succeeded' });
  await expect(panel.getByRole('region', { name: 'As it was received' }).first()).toContainText('"payment_intent"');
  await panel.getByRole('button', { name: 'Process again' }).click();
  await expect(panel.getByText('Processed again: Done')).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('link', { name: 'Open the payment' }).click();
  await expect(page.getByText('Nothing has gone back.')).toBeVisible();
  await page.getByRole('link', { name: `Order ${order.number}` }).click();
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveCount(2);
});

test('revenue is shown as a chart and as a table; a monthly report is made and downloaded', async ({
  page,
  baseURL,
}) => {
  const word = newWord();
  const shop = await Shopkeeper.begin(baseURL);
  const dish = await shop.product({
    name: `Dish ${word}`,
    price: '20.00',
    stock: 3,
    category: await shop.category(word),
  });
  await (await Buyer.begin(baseURL)).paidOrder(dish.id);

  await signIn(page, admin());
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.getByRole('combobox', { name: 'Time' }).selectOption('Last 30 days');
  await page
    .getByRole('combobox', { name: 'Currency' })
    .or(page.getByRole('img', { name: /^Revenue in/ }))
    .first()
    .waitFor();
  await expect(page.getByRole('img', { name: /^Revenue in/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show the figures as a table' }).click();
  await expect(page.getByRole('table', { name: /^Revenue in/ }).getByRole('row')).toHaveCount(32);

  await page.getByRole('button', { name: 'Make a report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a report' });
  await dialog.getByRole('button', { name: 'Make it' }).click();
  // The month that was over last.
  const day = new Date();
  day.setUTCDate(0);
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
  const csv = page.getByRole('button', { name: `Sales, ${name} as CSV` });
  await expect(csv).toBeVisible({ timeout: 60_000 });
  const [sheet] = await Promise.all([page.waitForEvent('download'), csv.click()]);
  const lines = (await readFile(await sheet.path(), 'utf8')).trim().split('\r\n');
  expect(lines.length).toBeGreaterThan(0);
  const [document] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Sales, ${name} as PDF` }).click(),
  ]);
  expect((await readFile(await document.path())).subarray(0, 5).toString()).toBe('%PDF-');
});
