import { expect, type Page } from '@playwright/test';
import { authenticatorApp } from './authenticator.ts';

export interface EnrolledApp {
  /** The next code of the app. */
  nextCode: () => string;
  recoveryCodes: string[];
}

/** Sets up an authenticator app in the settings, from where on every sign-in asks for it. */
export async function enrolApp(page: Page): Promise<EnrolledApp> {
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  const picture = page.getByAltText('QR code for the authenticator app');
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const secret = await page.getByRole('group', { name: /^Key/ }).locator('code').textContent();
  const nextCode = authenticatorApp(secret!);
  await page.getByLabel('Six-digit code').fill(nextCode());
  await page.getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recoveryCodes = await codes.allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 left')).toBeVisible();
  return { nextCode, recoveryCodes };
}
