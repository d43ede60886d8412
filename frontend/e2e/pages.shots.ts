import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { admin, signIn } from './support/people.ts';
import { dress, MEMBER_PLACES, PUBLIC_PLACES, settle, settled, THEMES, unfold, WIDTHS } from './support/places.ts';

const folder = process.env.SCREENSHOT_DIR ?? 'test-results/screenshots';

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const file = (name: string) =>
      join(folder, `${name.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${theme}-${width}.png`);

    test(`public pages, ${theme}, ${width}`, async ({ page }) => {
      await dress(page, theme, width);
      const window = page.viewportSize()!;
      for (const path of PUBLIC_PLACES) {
        await settle(page, path);
        await unfold(page);
        await page.screenshot({ path: file(path.replace(/=.*/, '')) });
        await page.setViewportSize(window);
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('laptop');
      await page.getByRole('group', { name: 'Products' }).waitFor();
      await settled(page);
      await page.screenshot({ path: file('palette') });
    });

    test(`member pages, ${theme}, ${width}`, async ({ page }) => {
      await dress(page, theme, width);
      const window = page.viewportSize()!;
      await signIn(page, admin());
      for (const path of MEMBER_PLACES) {
        await settle(page, path);
        if (!path.startsWith('/studio')) await unfold(page);
        await page.screenshot({ path: file(path) });
        await page.setViewportSize(window);
      }
      await page.getByRole('list', { name: 'Sent mails' }).getByRole('link').first().click();
      await expect(page.getByTitle(/^Mail: /)).toBeVisible();
      await settled(page);
      await page.screenshot({ path: file('studio-mail') });
    });
  }
}
