import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Buffer } from 'node:buffer';
import { fingerprintReader } from './support/authenticator.ts';
import { BillingDesk } from './support/billing.ts';
import { newWord, Shopkeeper } from './support/goods.ts';
import { admin, fillSignIn, newPerson, register, signIn, signOut } from './support/people.ts';
import { orderCart, payWith, putInCart } from './support/shopping.ts';
import { MEMBER_PLACES, PUBLIC_PLACES, settle, THEMES, WIDTHS } from './support/places.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(240_000);

for (const places of inFours(PUBLIC_PLACES)) {
  test(`axe finds nothing on ${places.join(' ')}`, async ({ page }) => {
    for (const path of places) {
      await settle(page, path);
      await expectAccessible(page, path);
    }
  });
}

for (const places of inFours(MEMBER_PLACES)) {
  test(`axe finds nothing on ${places.join(' ')}`, async ({ page }) => {
    await signIn(page, admin());
    for (const path of places) {
      await settle(page, path);
      await expectAccessible(page, path);
    }
  });
}

test('axe finds nothing on a mail, a dialog, the account menu and the command palette', async ({ page }) => {
  await signIn(page, admin());
  await page.goto('/studio/mails');
  await page.getByRole('list', { name: 'Sent mails' }).getByRole('link').first().click();
  await page.getByTitle(/^Mail:/).waitFor();
  await expectAccessible(page, 'a mail');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await expectAccessible(page, 'the command palette');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  expect(await violations(page), 'the account menu').toEqual([]);
});

test('axe finds nothing on the filters of a phone and on what the palette finds', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page, '/products');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('dialog', { name: 'Filters' }).getByRole('checkbox').check();
  for (const theme of THEMES) {
    await page.locator('html').evaluate((html, value) => html.setAttribute('data-mantine-color-scheme', value), theme);
    await transitionsEnd(page);
    expect(await violations(page), `the filters, ${theme}`).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Find anything' }).click();
  await page.getByRole('combobox', { name: 'Find anything' }).fill('laptop');
  await page.getByRole('group', { name: 'Products' }).waitFor();
  await expectAccessible(page, 'what the palette finds');
});

test('axe finds nothing on the dialogs of the settings and the second step of signing in', async ({
  page,
  context,
}) => {
  await fingerprintReader(context, page);
  const person = newPerson();
  await register(page, person);
  const dialog = page.getByRole('dialog');

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByAltText('QR code for the authenticator app').waitFor();
  await expectAccessible(page, 'setting up an app');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await dialog.getByRole('button', { name: 'Create the passkey' }).click();
  await page.getByRole('list', { name: 'Your recovery codes' }).waitFor();
  await expectAccessible(page, 'recovery codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(dialog).toHaveCount(0);
  await expectAccessible(page, 'passkeys');

  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly report');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByText('Please choose at least one permission').waitFor();
  await expectAccessible(page, 'making a key');
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await page.getByText('Here is your key').waitFor();
  await expectAccessible(page, 'a new key');
  await page.getByRole('button', { name: 'I have copied it' }).click();

  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Erase my account' }).click();
  await dialog.waitFor();
  await expectAccessible(page, 'erasure');
  await page.keyboard.press('Escape');

  await signOut(page);
  await fillSignIn(page, person);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').waitFor();
  await expectAccessible(page, 'the second step');
});

test('axe finds nothing on chosen products, a changed product, and an article that is planned', async ({
  page,
  baseURL,
}) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  await shop.product({ name: `Vase ${word}`, price: '30.00', stock: 2, category: await shop.category(word) });
  await shop.draft({ title: `Vases and ${word}`, excerpt: 'In short.', body: 'At length.', tags: [word] });
  await signIn(page, admin());
  await page.goto(`/studio/products?search=${word}`);
  await page.getByRole('checkbox', { name: `Choose Vase ${word}` }).check();
  await expectAccessible(page, 'chosen products');
  await page.getByRole('link', { name: `Vase ${word}` }).click();
  await page.getByLabel('Name', { exact: true }).fill('Jug');
  await expectAccessible(page, 'a changed product');
  await page.getByRole('link', { name: 'All products' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await expectAccessible(page, 'leaving');
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.goto(`/studio/content?search=${word}`);
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Publish later' }).click();
  await page.getByRole('dialog', { name: 'Publish later' }).waitFor();
  await expectAccessible(page, 'planning an article');
});

test('axe finds nothing on the editor with all that opens beside it', async ({ page, context }) => {
  await register(page, newPerson());
  await page.goto('/content');
  await page.getByRole('button', { name: 'New article' }).first().click();
  await page.getByRole('dialog').getByLabel('Title').fill('A title');
  await expectAccessible(page, 'beginning an article');
  await page.getByRole('button', { name: 'Start writing' }).click();
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('First.\n\n## Second\n\n> Third.\n');
  await page.getByText(/^Saved \d/).waitFor();
  await expectAccessible(page, 'the editor');
  await page.getByText('Preview', { exact: true }).click();
  await page.getByRole('heading', { name: 'Second' }).waitFor();
  await expectAccessible(page, 'the preview');
  await page.getByText('Write', { exact: true }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('dialog').getByLabel('Tags', { exact: true }).fill('craft,');
  await expectAccessible(page, 'the details of an article');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('radio', { name: /Later/ }).check();
  await expectAccessible(page, 'publishing');
  await page.keyboard.press('Escape');

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: 'Text', exact: true }).fill('First, theirs.\n\n## Second\n');
  await other.getByText(/^Saved \d/).waitFor();
  await other.close();
  await text.fill('First, mine.\n\n## Second\n\n> Third.\n');
  await page.getByRole('heading', { name: 'Two versions of this article' }).waitFor();
  await expectAccessible(page, 'two versions');
  await page.getByRole('button', { name: 'Keep all of mine' }).click();
  await page.getByText(/^Saved \d/).waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Earlier versions' }).click();
  await page.getByRole('heading', { name: /^Version/ }).waitFor();
  await expectAccessible(page, 'earlier versions');
});

test('axe finds nothing on files, their details and their uploads', async ({ page }) => {
  await register(page, newPerson());
  await page.goto('/files');
  await page.getByText('Nothing here yet').waitFor();
  await expectAccessible(page, 'no files');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await (await chooser).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Rope.') });
  await page.getByText('1 file is uploaded').waitFor();
  await expectAccessible(page, 'uploads');
  await page.getByRole('button', { name: 'Close uploads' }).click();
  await page.getByRole('list', { name: 'Your files' }).getByRole('button').click();
  await page.getByRole('dialog').getByLabel('Name').waitFor();
  await expectAccessible(page, 'details of a file');
});

test('axe finds nothing on beginning a plan, its invoice, and leaving it unpaid', async ({ page, baseURL }) => {
  const desk = await BillingDesk.begin(baseURL);
  const plan = await desk.plan({ price: '29.00' });
  const dialog = page.getByRole('dialog');
  await register(page, newPerson());
  await page.goto(`/billing/start/${plan.slug}`);
  await page.getByRole('button', { name: 'Continue to payment' }).waitFor();
  await expectAccessible(page, 'beginning a plan');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByLabel('Card number').waitFor();
  await expectAccessible(page, 'an open invoice');
  await settle(page, '/billing');
  await expectAccessible(page, 'a plan that waits for its payment');
  await page.getByRole('button', { name: 'Cancel plan' }).click();
  await dialog.getByRole('button', { name: 'Cancel plan' }).waitFor();
  await expectAccessible(page, 'canceling at once');
  await dialog.getByRole('button', { name: 'Cancel plan' }).click();
  await page.getByText('You are on the free plan').waitFor();
  await desk.end();
});

test('axe finds nothing on a trial, another card, changing and canceling a plan', async ({ page, baseURL }) => {
  const desk = await BillingDesk.begin(baseURL);
  const trial = await desk.plan({ trialDays: 14 });
  const dialog = page.getByRole('dialog');
  await register(page, newPerson());
  await page.goto(`/billing/start/${trial.slug}`);
  await page.getByRole('button', { name: 'Start the free trial' }).click();
  await page.getByRole('button', { name: 'Add a card' }).click();
  await dialog.getByLabel('Card number').waitFor();
  await expectAccessible(page, 'another card');
  await page.keyboard.press('Escape');
  await expectAccessible(page, 'a trial');
  await page.getByRole('button', { name: 'Change plan' }).click();
  await dialog.getByText(/^The change takes effect/).waitFor();
  await expectAccessible(page, 'changing a plan');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel plan' }).click();
  await dialog.getByRole('button', { name: 'Cancel plan' }).click();
  await page.getByText(/^You have canceled/).waitFor();
  await expectAccessible(page, 'a plan that ends');
  await desk.end();
});

test('axe finds nothing on the way from the cart to a paid order', async ({ page, baseURL }) => {
  const shop = await Shopkeeper.begin(baseURL);
  const word = newWord();
  const category = await shop.category(word);
  const jug = await shop.product({ name: `Jug ${word}`, price: '30.00', stock: 2, category });
  const bowl = await shop.product({ name: `Bowl ${word}`, price: '20.00', stock: 9, category, currency: 'EUR' });
  await register(page, newPerson());
  await putInCart(page, jug.slug, 2);
  await expectAccessible(page, 'a product in the cart');
  await putInCart(page, bowl.slug);
  await shop.changeProduct(jug.id, { stock: 1 });
  await page.goto('/cart');
  await page.getByRole('button', { name: 'Take 1' }).waitFor();
  await expectAccessible(page, 'a cart of two currencies with too much in it');
  await page.getByRole('button', { name: `Remove Bowl ${word}` }).click();
  await page.getByRole('button', { name: 'Take 1' }).click();
  await expectAccessible(page, 'a cart with something taken out');
  await page.goto('/checkout');
  await page.getByRole('button', { name: 'Order and go to payment' }).click();
  await page.getByText('Please fill this in').first().waitFor();
  await expectAccessible(page, 'the address');
  await orderCart(page);
  await payWith(page, '4000 0000 0000 0002');
  await page.getByText('Your card was declined').waitFor();
  await expectAccessible(page, 'a declined card');
  const order = page.url().replace('/checkout/', '/orders/');
  await page.goto(order);
  await page.getByText('This order waits for your payment').waitFor();
  await expectAccessible(page, 'an order that waits');
  await page.getByRole('link', { name: 'Pay now' }).click();
  await payWith(page, '4000 0025 0000 3155');
  await page.getByRole('dialog', { name: 'Your bank asks' }).waitFor();
  await expectAccessible(page, 'the question of the bank');
  await page.getByRole('button', { name: 'Yes, it is me' }).click();
  await page.getByRole('heading', { level: 1, name: /^Thank you/ }).waitFor({ timeout: 60_000 });
  await expectAccessible(page, 'a paid order');
  await page.goto(order);
  await page.getByRole('list', { name: 'Payments of this order' }).waitFor();
  await expectAccessible(page, 'an order');
});

/** Few enough at a time for one test. */
function inFours(places: string[]): string[][] {
  return Array.from({ length: Math.ceil(places.length / 4) }, (_, part) => places.slice(part * 4, part * 4 + 4));
}

/** Looks at the page in both themes, narrow and wide, in place: the theme is an attribute and the layout a matter of CSS. */
async function expectAccessible(page: Page, what: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of THEMES) {
      const root = page.locator('html');
      await root.evaluate((html, value) => html.setAttribute('data-mantine-color-scheme', value), theme);
      await transitionsEnd(page);
      expect(await violations(page), `${what}, ${theme}, ${width}`).toEqual([]);
    }
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess, `${what} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
  }
}

/** Even a transition of no time lasts until the next frame; before it, text of the one theme stands on the other's ground. */
async function transitionsEnd(page: Page) {
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition));
}

/** What axe finds, as lines that say where. */
async function violations(page: Page): Promise<string[]> {
  // A mail is its sender's text, and its sandbox lets no script in, that of axe neither. Without frames to look into,
  // axe need not open a page of its own for each run.
  const { violations: found } = await new AxeBuilder({ page }).exclude('iframe').setLegacyMode().analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
