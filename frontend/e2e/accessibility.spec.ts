import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { admin, signIn } from './support/people.ts';
import { dress, MEMBER_PLACES, PUBLIC_PLACES, settle, THEMES, WIDTHS } from './support/places.ts';

/** What axe finds, as lines that say where. */
async function violations(page: Page): Promise<string[]> {
  // A mail is its sender's text, and its sandbox lets no script in, that of axe neither.
  const { violations: found } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`));
}

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`public pages, ${theme}, ${width}`, async ({ page }) => {
      await dress(page, theme, width);
      for (const path of PUBLIC_PLACES) {
        await settle(page, path);
        expect(await violations(page), path).toEqual([]);
        await expectNoSidewaysScroll(page, path);
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await page.waitForTimeout(300);
      expect(await violations(page), 'command palette').toEqual([]);
    });

    test(`member pages, ${theme}, ${width}`, async ({ page }) => {
      await dress(page, theme, width);
      await signIn(page, admin());
      for (const path of MEMBER_PLACES) {
        await settle(page, path);
        expect(await violations(page), path).toEqual([]);
        await expectNoSidewaysScroll(page, path);
      }
      await page.getByRole('list', { name: 'Sent mails' }).getByRole('link').first().click();
      await page.getByTitle(/^Mail:/).waitFor();
      expect(await violations(page), 'a mail').toEqual([]);
    });
  }
}

async function expectNoSidewaysScroll(page: Page, path: string) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(excess, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
}
