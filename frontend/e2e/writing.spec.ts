import { expect, test, type Page } from '@playwright/test';
import { newPerson, register, signIn } from './support/people.ts';

/** Begins an article from the list; ends in its editor. */
async function begin(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Writing', exact: true }).click();
  await page.getByRole('button', { name: 'New article' }).first().click();
  await page.getByRole('dialog').getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Start writing' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });

/** Waits until the server has everything. */
async function saved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
}

test('an article is written, scheduled, published, revised and restored', async ({ page }) => {
  await register(page, newPerson('Ada', 'Okafor'));
  await begin(page, 'Laying a dry stone wall');

  await text(page).fill('Choose the ground first.');
  await text(page).press('End');
  await text(page).press('Enter');
  await page.keyboard.type('- large stones');
  await page.keyboard.press('Enter');
  await page.keyboard.type('small stones');
  await expect(text(page)).toHaveValue('Choose the ground first.\n- large stones\n- small stones');
  await text(page).press('Control+a');
  await page.getByRole('button', { name: 'Bold' }).click();
  await page.keyboard.press('Control+z');
  await expect(text(page)).toHaveValue('Choose the ground first.\n- large stones\n- small stones');
  await saved(page);

  await page.getByText('Preview', { exact: true }).click();
  const preview = page.getByRole('region', { name: 'Preview of the article' });
  await expect(preview.getByRole('listitem')).toHaveText(['large stones', 'small stones']);
  await page.getByText('Write', { exact: true }).click();

  await page.getByRole('button', { name: 'Details' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('Summary').fill('What holds without mortar.');
  await panel.getByLabel('Tags', { exact: true }).fill('craft');
  await panel.getByLabel('Tags', { exact: true }).press('Enter');
  await expect(panel.getByRole('list', { name: 'Chosen tags' })).toHaveText('craft');
  await expect(panel.getByLabel('Address')).toHaveValue(/^laying-a-dry-stone-wall/);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await saved(page);

  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('radio', { name: /Later/ }).check();
  await page.getByLabel('Day and time').fill('2020-01-01T10:00');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByText('Please choose a time to come')).toBeVisible();
  const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day and time').fill(`${soon}T10:00`);
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Publication' }).click();
  await page.getByRole('menuitem', { name: 'Change the time' }).click();
  await page.getByRole('radio', { name: /Now/ }).check();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();

  // Readers see nothing half written: what is published changes when asked to.
  await text(page).fill('Choose the ground last.');
  await expect(page.getByText('Readers still see it as it was')).toBeVisible();
  await page.getByRole('button', { name: 'Update' }).click();
  await saved(page);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Earlier versions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Earlier versions' })).toBeFocused();
  const versions = page.getByRole('navigation', { name: 'Versions' });
  const first = versions.getByRole('button', { name: /^Version 1/ });
  await expect(first).toBeVisible();
  await first.click();
  await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByText('Version 1 stands again')).toBeVisible();
  await expect(text(page)).not.toHaveValue('Choose the ground last.');

  await page.getByRole('button', { name: 'Publication' }).click();
  await page.getByRole('menuitem', { name: 'Take it back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete the article' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the article' }).click();
  await expect(page.getByText('Nothing written yet')).toBeVisible();
});

test('two who change one article both keep their text', async ({ page, browser }) => {
  const person = newPerson('Mina', 'Kolari');
  await register(page, person);
  await begin(page, 'Two hands');
  await text(page).fill('First paragraph.\n\nSecond paragraph.\n\nThird paragraph.');
  await saved(page);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, person);
  await other.goto(page.url());
  await text(other).fill('First paragraph.\n\nSecond paragraph, theirs.\n\nThird paragraph, theirs.');
  await saved(other);

  await text(page).fill('First paragraph.\n\nSecond paragraph, mine.\n\nThird paragraph.');
  await expect(page.getByRole('heading', { name: 'Two versions of this article' })).toBeVisible();
  const differences = page.getByRole('region', { name: /^Difference \d/ });
  await expect(differences).toHaveCount(2);
  const merged = page.getByLabel('Merged text');
  await expect(merged).toHaveValue('First paragraph.\n\nSecond paragraph, mine.\n\nThird paragraph, theirs.');
  // A reload in the middle of it loses neither version.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Two versions of this article' })).toBeVisible();
  await differences.first().getByRole('radio', { name: 'Both' }).check();
  await expect(merged).toHaveValue(/mine\.\n\nSecond paragraph, theirs\./);
  await page.getByRole('button', { name: 'Save the merged text' }).click();
  await saved(page);
  await expect(text(page)).toHaveValue(/mine\.\n\nSecond paragraph, theirs\.\n\nThird paragraph, theirs\.$/);

  // The other one, now late, takes what is saved; their own version is set aside.
  await text(other).fill('Only theirs.');
  await other.getByRole('button', { name: 'Take the saved one' }).click();
  await expect(text(other)).toHaveValue(/mine\./);
  await other.getByRole('button', { name: 'Bring it back' }).click();
  await expect(text(other)).toHaveValue('Only theirs.');
  await other.context().close();
});

test('a cut connection loses no text', async ({ page, context }) => {
  await register(page, newPerson('Tomas', 'Ortega'));
  await begin(page, 'On a train');
  await text(page).fill('Before the tunnel.');
  await saved(page);

  await context.setOffline(true);
  await text(page).fill('Before the tunnel. Within the tunnel.');
  await expect(page.getByText('Offline – kept in this browser')).toBeVisible();
  await context.setOffline(false);
  await saved(page);

  // The page is closed before the server has anything.
  await page.route('**/api/v1/content/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await text(page).fill('Before the tunnel. Within the tunnel. And after it.');
  await expect(page.getByText('Offline – kept in this browser')).toBeVisible();
  const address = page.url();
  await page.goto('/content');
  await expect(page.getByText('Unsent changes')).toBeVisible();
  await page.unroute('**/api/v1/content/*');
  await page.goto(address);
  await expect(text(page)).toHaveValue('Before the tunnel. Within the tunnel. And after it.');
  // The last try of the page that was closed may have arrived after all.
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(text(page)).toHaveValue('Before the tunnel. Within the tunnel. And after it.');
});
