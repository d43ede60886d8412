import { expect, test, type Page } from '@playwright/test';
import { Buffer } from 'node:buffer';
import { newPerson, register } from './support/people.ts';
import { png } from './support/pictures.ts';

test('files are uploaded, shown in smaller versions, shared and deleted', async ({ page, browser }) => {
  await register(page, newPerson('Efua', 'Nkrumah'));
  await page.getByRole('link', { name: 'Files', exact: true }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();

  await drop(page, [
    { name: 'harbor.png', mimeType: 'image/png', buffer: png(800, 600) },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Remember the rope.\n') },
  ]);
  const tray = page.getByRole('region', { name: 'Uploads' });
  await expect(tray.getByRole('status')).toHaveText('2 files are uploaded');
  const files = page.getByRole('list', { name: 'Your files' });
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('meter', { name: /of your space is used/ })).toBeVisible();
  await tray.getByRole('button', { name: 'Close uploads' }).click();

  await files.getByRole('button', { name: 'harbor.png' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('800 × 600 pixels')).toBeVisible();
  await expect(panel.getByRole('list', { name: 'Smaller versions' }).getByRole('listitem')).toHaveText([
    /^160 × 120avif · webp$/,
    /^320 × 240avif · webp$/,
    /^640 × 480avif · webp$/,
  ]);
  await expect(panel.getByRole('img', { name: 'Preview of harbor.png' })).toBeVisible();

  await panel.getByLabel('Name').fill('harbor at noon.png');
  await panel.getByRole('button', { name: 'Rename' }).click();
  await expect(panel.getByRole('heading', { name: 'harbor at noon.png' })).toBeVisible();
  await panel.getByRole('switch', { name: 'Everyone may see this file' }).check({ force: true });
  await expect(page.getByText('Everyone may see this file now')).toBeVisible();
  const address = await panel.getByRole('img', { name: /^Preview of/ }).getAttribute('src');
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.request.get(address!, { headers: { accept: 'image/avif' } })).headers()['content-type']).toBe(
    'image/avif',
  );
  await stranger.context().close();

  await panel.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete harbor/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(files.getByRole('listitem')).toHaveCount(1);
  await expect(panel).toHaveCount(0);

  const saving = page.waitForEvent('download');
  await files.getByRole('button', { name: 'notes.txt' }).click();
  await panel.getByRole('button', { name: 'Download' }).click();
  expect((await saving).suggestedFilename()).toBe('notes.txt');
});

test('an upload goes on elsewhere, can be canceled, and is tried again', async ({ page }) => {
  await register(page, newPerson('Aiko', 'Tanaka'));
  await page.goto('/files');
  await page.getByRole('heading', { level: 1, name: 'Files' }).waitFor();
  let held: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    held = resolve;
  });
  await page.route('**/api/v1/files', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await gate;
    return route.continue();
  });
  await drop(page, [{ name: 'slow.txt', mimeType: 'text/plain', buffer: Buffer.from('slow') }]);
  await page.getByRole('link', { name: 'Teams', exact: true }).click();
  const tray = page.getByRole('region', { name: 'Uploads' });
  await expect(tray.getByRole('status')).toHaveText('Uploading 1 file');
  await tray.getByRole('button', { name: 'Cancel slow.txt' }).click();
  await expect(tray.getByText('Canceled')).toBeVisible();
  held!();
  await tray.getByRole('button', { name: 'Try slow.txt again' }).click();
  await expect(tray.getByRole('status')).toHaveText('1 file is uploaded');
  await page.getByRole('link', { name: 'Files', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Your files' }).getByRole('listitem')).toHaveCount(1);
});

test('a picture becomes the cover of an article, and is then not deleted', async ({ page }) => {
  await register(page, newPerson('Grace', 'Lindqvist'));
  await page.goto('/content');
  await page.getByRole('button', { name: 'New article' }).first().click();
  await page.getByRole('dialog').getByLabel('Title').fill('With a picture');
  await page.getByRole('button', { name: 'Start writing' }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('button', { name: /^Choose a picture/ }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a picture' });
  const chooser = page.waitForEvent('filechooser');
  await picker.getByRole('button', { name: 'Upload a new one' }).click();
  await (await chooser).setFiles({ name: 'cover.png', mimeType: 'image/png', buffer: png(1400, 900) });
  await expect(picker).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Saved \d/)).toBeVisible();

  await page.getByRole('link', { name: 'Files', exact: true }).click();
  await page.getByRole('list', { name: 'Your files' }).getByRole('button', { name: 'cover.png' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete cover/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByRole('alert')).toContainText('An article or a product shows this file.');
});

interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Drops files onto the page, as a hand would. */
async function drop(page: Page, files: Given[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, content: buffer.toString('base64') }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, mimeType, content } of all) {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.codePointAt(0)!);
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  }, given);
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Let go to upload')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}
