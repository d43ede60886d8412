import { expect, request, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  password: string;
}

/** Someone whom the server does not know yet. */
export function newPerson(firstName = 'Mina', lastName = 'Kolari'): Person {
  const tag = randomUUID().slice(0, 8);
  const email = `${firstName}.${lastName}.${tag}@example.com`.toLowerCase();
  return { firstName, lastName, email, password: `Juniper-${tag}-Hill7` };
}

/** The administrator of the server under test. */
export function admin(): Pick<Person, 'email' | 'password'> {
  return { email: process.env.E2E_ADMIN_EMAIL ?? '', password: process.env.E2E_ADMIN_PASSWORD ?? '' };
}

/** Makes an account through the form; ends on the overview. */
export async function register(page: Page, person: Person): Promise<void> {
  await page.goto('/register');
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Last name').fill(person.lastName);
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(person.firstName) })).toBeVisible();
}

/** Fills in and sends the sign-in form, which is on screen. */
export async function fillSignIn(page: Page, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in; ends on the overview. */
export async function signIn(page: Page, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, person);
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good');
}

/** Signs out by the account menu; ends on the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
}

/** Opens the studio's page of somebody, found by their address. */
export async function openUser(page: Page, { email, firstName, lastName }: Person): Promise<void> {
  await page.goto('/studio/users');
  await page.getByLabel('Search by name or address').fill(email);
  await expect(page.getByText('1 user', { exact: true })).toBeVisible();
  await page
    .getByRole('table', { name: 'Users' })
    .getByRole('link', { name: `${firstName} ${lastName}` })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: `${firstName} ${lastName}` })).toBeFocused();
}

/** Makes an account through the form, whose role is then that of a manager; ends on the overview. */
export async function registerManager(page: Page, person: Person): Promise<void> {
  await register(page, person);
  const { origin } = new URL(page.url());
  const api = await request.newContext({ baseURL: origin, extraHTTPHeaders: { 'X-Client': 'api' } });
  const signedIn = await (await api.post('/api/v1/auth/login', { data: admin() })).json();
  const headers = { Authorization: `Bearer ${signedIn.data.accessToken}` };
  const found = await api.get('/api/v1/users', { headers, params: { search: person.email } });
  const [{ id }] = (await found.json()).data;
  const given = await api.post(`/api/v1/users/${id}/role`, { headers, data: { role: 'manager' } });
  expect(given.ok(), await given.text()).toBe(true);
  await api.dispose();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Users', exact: true })).toBeVisible();
}
