import { expect, test, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BillingDesk } from './support/billing.ts';
import { admin, newPerson, register, signIn, type Person } from './support/people.ts';

const WORKS = '4242 4242 4242 4242';
const DECLINED = '4000 0000 0000 0002';
const DECLINED_LATER = '4000 0000 0000 0341';

let desk: BillingDesk;

test.beforeEach(async ({ baseURL }) => {
  desk = await BillingDesk.begin(baseURL);
});

test.afterEach(() => desk.end());

test('a guest makes an account, tries a plan, may ask more, cancels, and changes their mind', async ({ page }) => {
  const plan = await desk.plan({ trialDays: 14 });
  const person = newPerson();
  await page.goto('/pricing');
  await page.getByRole('article', { name: plan.name }).getByRole('link', { name: 'Try it free for 14 days' }).click();
  await fillRegistration(page, person);
  await expect(page.getByRole('heading', { level: 1, name: `Start with ${plan.name}` })).toBeVisible();
  const before = await desk.limitOf(person);

  await page.getByRole('button', { name: 'Start the free trial' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Billing' })).toBeVisible();
  const summary = page.getByRole('region', { name: 'Your plan' });
  await expect(summary.getByText(plan.name)).toBeVisible();
  await expect(summary.getByText('14 days of your trial left')).toBeVisible();
  await expect(summary.getByText('Trial', { exact: true })).toBeVisible();
  expect(await desk.limitOf(person)).toBeGreaterThan(before);

  await summary.getByRole('button', { name: 'Cancel plan' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel ${plan.name}?` });
  await expect(dialog.getByText(/^Everything stays as it is until/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel plan' }).click();
  await expect(summary.getByText('Ends soon')).toBeVisible();
  await expect(summary.getByText(/^You have canceled/)).toBeVisible();

  await summary.getByRole('button', { name: 'Keep my plan' }).click();
  await expect(summary.getByText('Trial', { exact: true })).toBeVisible();
  await expect(summary.getByRole('button', { name: 'Cancel plan' })).toBeVisible();
  await page.goto('/dashboard');
  await expect(page.getByRole('region', { name: 'Your plan' }).getByText(plan.name)).toBeVisible();
});

test('a plan without trial begins with a payment: a declined card says so, another one pays', async ({ page }) => {
  const plan = await desk.plan({ price: '29.00' });
  await register(page, newPerson('Ines', 'Duarte'));
  await page.goto(`/billing/start/${plan.slug}`);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice/ })).toBeVisible();
  await pay(page, DECLINED);
  await expect(page.getByLabel('Card number')).toHaveAccessibleDescription(/declined/i);
  await pay(page, WORKS);
  await expect(page.getByText('Thank you. Your payment has arrived.')).toBeVisible();

  await page.getByRole('link', { name: 'Go to your plan' }).click();
  const summary = page.getByRole('region', { name: 'Your plan' });
  await expect(summary.getByText('Active', { exact: true })).toBeVisible();
  await expect(summary.getByText('Visa ending in 4242')).toBeVisible();
  const invoices = page.getByRole('table', { name: 'Invoices' });
  await expect(invoices.getByText('Paid').filter({ visible: true })).toBeVisible();
  const file = page.waitForEvent('download');
  await invoices.getByRole('button', { name: /as PDF$/ }).click();
  expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
});

test('a change of plan shows what it costs, and a card that is declined later leaves the plan as it was', async ({
  page,
}) => {
  const [small, large] = [await desk.plan({ price: '12.00' }), await desk.plan({ price: '29.00' })];
  await register(page, newPerson('Noor', 'Haddad'));
  await page.goto(`/billing/start/${small.slug}`);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await pay(page, WORKS);
  await page.getByRole('link', { name: 'Go to your plan' }).click();

  const card = page.getByRole('region', { name: 'Card', exact: true });
  await card.getByRole('button', { name: 'Replace the card' }).click();
  await replaceCard(page, DECLINED_LATER);
  await expect(card.getByText('Visa ending in 0341')).toBeVisible();

  await page.goto(`/billing?change=${large.slug}`);
  const dialog = page.getByRole('dialog', { name: 'Change plan' });
  await expect(dialog.getByRole('radio', { name: large.name })).toBeChecked();
  await expect(dialog.getByText(`Unused part of ${small.name}`)).toBeVisible();
  await expect(dialog.getByText('To pay today')).toBeVisible();
  const submit = dialog.getByRole('button', { name: /^Pay \$\d+\.\d\d and change$/ });
  await submit.click();
  await expect(dialog.getByText(/Your plan is unchanged\.$/)).toBeVisible();

  await dialog.getByRole('button', { name: 'Replace the card' }).click();
  await replaceCard(page, WORKS);
  await expect(card.getByText('Visa ending in 4242')).toBeVisible();
  const summary = page.getByRole('region', { name: 'Your plan' });
  await expect(summary.getByText(small.name)).toBeVisible();
  await summary.getByRole('button', { name: 'Change plan' }).click();
  await dialog.getByRole('radio', { name: large.name }).check();
  await submit.click();
  await expect(page.getByText(`You have ${large.name} now`, { exact: true })).toBeVisible();
  await expect(summary.getByText(large.name)).toBeVisible();
});

test('an administrator adds a plan, changes its price, and offers it no more', async ({ page }) => {
  const name = `Studio ${randomUUID().slice(0, 8)}`;
  await signIn(page, admin());
  await page.getByRole('link', { name: 'Plans on offer' }).click();
  await page.getByRole('button', { name: 'New plan' }).click();
  const dialog = page.getByRole('dialog', { name: 'New plan' });
  const price = dialog.getByLabel('Price', { exact: true });
  const add = dialog.getByRole('button', { name: 'Add the plan' });
  await add.click();
  await expect(price).toHaveAccessibleDescription(/Please fill this in/);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await price.fill('8,505');
  await add.click();
  await expect(price).toHaveAccessibleDescription(/at most 2 decimal places/);
  await price.fill('8,50');
  await dialog.getByLabel('What belongs to it').fill('Rope\nSand');
  await add.click();
  await expect(page.getByText(`${name} is added`)).toBeVisible();

  await page.getByLabel('Search by name or description').fill(name);
  await expect(page.getByText('1 plan', { exact: true })).toBeVisible();
  const menu = page.getByRole('button', { name: `Actions for ${name}` });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  const edit = page.getByRole('dialog', { name: `Change ${name}` });
  await expect(edit.getByLabel('What belongs to it')).toHaveValue('Rope\nSand');
  await edit.getByLabel('Price', { exact: true }).fill('9');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();
  await expect(page.getByRole('table').getByText('$9.00')).toBeVisible();

  await menu.click();
  await page.getByRole('menuitem', { name: 'Offer no more' }).click();
  await expect(page.getByRole('table').getByText('Not offered').filter({ visible: true })).toBeVisible();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`${name} is deleted`)).toBeVisible();
});

test('a plan with subscribers stays, and an administrator looks after them', async ({ page }) => {
  const plan = await desk.plan({ trialDays: 7 });
  const person = await desk.subscriber(plan.id);
  await signIn(page, admin());
  await page.goto(`/studio/plans?search=${encodeURIComponent(plan.name)}`);
  await page.getByRole('button', { name: `Actions for ${plan.name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(/so it cannot be deleted\. Offer it no more instead/)).toBeVisible();

  await page.getByRole('link', { name: 'Subscriptions', exact: true }).click();
  await page.getByLabel('Search by name, address or plan').fill(person.email);
  await expect(page.getByText('1 subscription', { exact: true })).toBeVisible();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await readFile(await (await file).path(), 'utf8')).toContain(person.email);
  await page.getByRole('table', { name: 'Subscriptions' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Subscription of ${person.firstName} ${person.lastName}`,
  );

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Cancel Room/ });
  await expect(dialog.getByText(/^It stays until/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).last().click();
  await expect(page.getByText('Ends soon')).toBeVisible();
  await page.getByRole('button', { name: 'Undo the cancellation' }).click();
  await expect(page.getByText('Trial', { exact: true })).toBeVisible();
});

/** Fills in and sends the form that makes an account, which is on screen. */
async function fillRegistration(page: Page, person: Person) {
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Last name').fill(person.lastName);
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Pays what is on screen with a card of the sandbox. */
async function pay(page: Page, number: string) {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Good until').fill('12/40');
  await page.getByLabel('Security code', { exact: true }).fill('123');
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

async function replaceCard(page: Page, number: string) {
  const dialog = page.getByRole('dialog', { name: 'Replace the card' });
  await dialog.getByLabel('Card number').fill(number);
  await dialog.getByRole('button', { name: 'Save the card' }).click();
  await expect(dialog).toHaveCount(0);
}
