import { expect, test } from '@playwright/test';
import { admin, signIn } from './support/people.ts';

test('the matrix says who may do what, and is searched', async ({ page }) => {
  await signIn(page, admin());
  await page.getByRole('link', { name: 'Roles and permissions' }).click();
  const matrix = page.getByRole('region', { name: 'Permissions by role' });
  const row = matrix.getByRole('row', { name: /users:assign-role/ });
  await expect(row.getByRole('cell')).toHaveCount(4);
  await expect(row.getByRole('cell').nth(0).getByRole('img', { name: 'yes' })).toBeVisible();
  await expect(row.getByRole('cell').nth(1).getByRole('img', { name: 'no' })).toBeAttached();
  await expect(row.getByRole('img', { name: /^In person only/ })).toBeVisible();

  await page.getByLabel('Search permissions').fill('erase');
  await expect(matrix.getByRole('row', { name: /users:erase/ }).first()).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByLabel('Search permissions').fill('no such thing');
  await expect(page.getByText('No such permission')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(row).toBeVisible();
});
