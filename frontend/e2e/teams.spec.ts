import { expect, test, type Browser, type Page } from '@playwright/test';
import { invitationFromMail } from './support/mailbox.ts';
import { admin, newPerson, openUser, register, signIn, type Person } from './support/people.ts';

/** A browser of somebody's own, in which they have just registered. */
async function browserOf(browser: Browser, person: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await register(page, person);
  return page;
}

async function startTeam(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Teams', exact: true }).click();
  await page.getByRole('button', { name: 'New team' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('What it is for').fill('Where journeys begin.');
  await page.getByRole('button', { name: 'Start the team' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function invite(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText(`An invitation is on its way to ${email}`)).toBeVisible();
}

test('a manager invites, the invited accepts, and the manager edits members of this team alone', async ({
  page,
  browser,
}) => {
  const mina = newPerson('Mina', 'Kolari');
  const efua = newPerson('Efua', 'Nkrumah');
  const outsider = newPerson('Olaf', 'Berg');
  const hers = await browserOf(browser, mina);
  const invited = await browserOf(browser, efua);
  const his = await browserOf(browser, outsider);

  await signIn(page, admin());
  await openUser(page, mina);
  await page.getByRole('button', { name: 'Change role' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /Manager/ })
    .check();
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByText('Mina Kolari now has the role Manager')).toBeVisible();

  const team = `Harbour ${mina.email.slice(-16, -12)}`;
  await startTeam(hers, team);
  await invite(hers, efua.email);
  const invitations = hers.getByRole('list', { name: 'Open invitations' }).getByRole('listitem');
  await expect(invitations).toHaveCount(1);
  await expect(invitations).toContainText(efua.email);
  const link = await invitationFromMail(efua.email);

  await his.goto(link);
  await expect(his.getByRole('heading', { level: 1, name: `Join ${team}` })).toBeVisible();
  await his.getByRole('button', { name: 'Join the team' }).click();
  await expect(his.getByRole('alert')).toContainText('This invitation is for');

  await invited.goto(link);
  await expect(invited.getByText('Mina Kolari invites you to this team.')).toBeVisible();
  await invited.getByRole('button', { name: 'Join the team' }).click();
  await expect(invited.getByRole('heading', { level: 1, name: team })).toBeVisible();
  await expect(invited.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0);
  await expect(invited.getByRole('button', { name: /What to do with/ })).toHaveCount(0);

  await hers.reload();
  const members = hers.getByRole('list', { name: 'Members of the team' });
  await expect(members.getByRole('listitem')).toHaveCount(2);
  await hers.getByRole('button', { name: 'What to do with Efua Nkrumah' }).click();
  await hers.getByRole('menuitem', { name: 'Edit name' }).click();
  await hers.getByRole('dialog').getByLabel('Last name').fill('Nkrumah-Mensah');
  await hers.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await expect(members).toContainText('Efua Nkrumah-Mensah');

  // Someone of no team of hers: she may look, and there is nothing to change.
  await openUser(hers, outsider);
  await expect(hers.getByText('You may see this account, not change it.')).toBeVisible();
  await expect(hers.getByLabel('First name')).toHaveAttribute('readonly');
  await expect(hers.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
  for (const other of [hers, invited, his]) await other.context().close();
});

test('an invitation leads through registering into the team', async ({ page, browser }) => {
  const owner = newPerson('Tomas', 'Ortega');
  const newcomer = newPerson('Aiko', 'Tanaka');
  await register(page, owner);
  await startTeam(page, 'Workshop');
  await invite(page, newcomer.email);
  const link = await invitationFromMail(newcomer.email);

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await expect(theirs.getByText('Tomas Ortega invites you to this team.')).toBeVisible();
  await theirs.getByRole('link', { name: 'Create an account and join' }).click();
  await theirs.getByLabel('First name').fill(newcomer.firstName);
  await theirs.getByLabel('Last name').fill(newcomer.lastName);
  await theirs.getByLabel('Email address').fill(newcomer.email);
  await theirs.getByLabel('Password', { exact: true }).fill(newcomer.password);
  await theirs.getByRole('button', { name: 'Create account' }).click();
  await expect(theirs).toHaveURL(/\/teams$/);
  await theirs.getByRole('link', { name: 'Workshop' }).click();
  await expect(theirs.getByRole('list', { name: 'Members of the team' }).getByRole('listitem')).toHaveCount(2);

  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
  await theirs.context().close();
});

test('an owner revokes an invitation, cannot leave alone, and deletes the team', async ({ page }) => {
  const owner = newPerson('Grace', 'Lindqvist');
  const invited = newPerson('Per', 'Holm');
  await register(page, owner);
  await startTeam(page, 'Short-lived');
  await invite(page, invited.email);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Email address').fill(invited.email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByRole('dialog').getByLabel('Email address')).toHaveAccessibleDescription(
    'This address is a member or is invited already',
  );
  await page.keyboard.press('Escape');

  const link = await invitationFromMail(invited.email);
  await page.getByRole('button', { name: `Revoke the invitation to ${invited.email}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Nobody is waiting for an answer.')).toBeVisible();

  await page.getByRole('button', { name: 'More actions for this team' }).click();
  await page.getByRole('menuitem', { name: 'Leave the team' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'A team needs an owner' })).toBeVisible();

  await page.getByRole('button', { name: 'More actions for this team' }).click();
  await page.getByRole('menuitem', { name: 'Delete the team' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the team' }).click();
  await expect(page.getByText('Short-lived is deleted')).toBeVisible();
  await expect(page.getByText('You are in no team yet')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
});
